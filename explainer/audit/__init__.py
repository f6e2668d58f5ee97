"""What a log gives away that nobody asked it for."""

from explainer.audit.proxies import Proxy, ProxyAudit, find_proxies

__all__ = ["Proxy", "ProxyAudit", "find_proxies"]
