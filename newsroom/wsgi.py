"""The WSGI application that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = get_wsgi_application()

# A page makes thousands of objects and drops them again. With Python's usual thresholds each page
# is looked through for garbage twice, and every 60th together with all that the programme holds.
gc.collect()
gc.freeze()
gc.set_threshold(5_000, 10, 10)
