"""The screens: templates, static files, and how a page is drawn."""
