"""Between the crawl and the net: the address guard, robots.txt, patience with busy hosts, capture before anything is read."""
