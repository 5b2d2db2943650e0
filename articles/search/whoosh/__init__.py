"""The default engine: Whoosh keeps the files, numpy reads them. Nothing else imports whoosh."""
