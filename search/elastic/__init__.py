"""The distributed engine, over Elasticsearch 8.19 and 9: the same terms as the embedded one, behind an alias. Nothing outside imports elasticsearch."""

from search.elastic.connect import Access
from search.elastic.engine import ElasticEngine

__all__ = ["Access", "ElasticEngine"]
