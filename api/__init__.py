"""FastAPI: routes, schemas, sign-in, and the screens of the investigators."""
