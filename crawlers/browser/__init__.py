"""The browser: found on the machine, confined to checked addresses, used only where plain HTTP shows no goods."""
