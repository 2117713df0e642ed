"""The single facts about a shop, one small file each; `crawlers.extract.shop` puts them together."""
