"""What lies over a page: cookie banners and pop-ups, and whether they can be closed. A pop-up without a way out is itself unlawful (广告法 art. 44)."""

from __future__ import annotations

import re

from playwright.async_api import Error, Page

from core.records import Overlay

MOST = 10
_COOKIES = re.compile(r"cookie|隐私(政策|协议|保护)|个人信息", re.IGNORECASE)

_LOOK = """() => {
  const found = [], area = innerWidth * innerHeight
  const closes = /^(×|✕|✖|x|关闭|跳过|知道了|我知道了|取消|不再提示|以后再说|暂不|拒绝|close|skip|dismiss|no,? thanks|reject.*|decline)$/i
  const named = /(^|[-_ ])(close|closed?btn|btn-?close|guanbi|dismiss|skip)([-_ ]|$)/i
  for (const box of Array.from(document.body ? document.body.querySelectorAll('*') : []).slice(0, 20000)) {
    const style = getComputedStyle(box)
    const floats = style.position === 'fixed' || style.position === 'sticky' || box.tagName === 'DIALOG'
    if (!floats || style.visibility === 'hidden' || style.display === 'none') continue
    if (box.parentElement && box.parentElement.closest('[data-tw-overlay]')) continue
    const place = box.getBoundingClientRect()
    const width = Math.min(place.right, innerWidth) - Math.max(place.left, 0), height = Math.min(place.bottom, innerHeight) - Math.max(place.top, 0)
    const text = (box.innerText || '').trim()
    if (width <= 0 || height <= 0 || (!text && !box.querySelector('img'))) continue
    const share = width * height / area
    if (share < 0.08) continue
    box.setAttribute('data-tw-overlay', '1')
    const ways = Array.from(box.querySelectorAll('button, a, i, span, div, img, svg, [role=button], [aria-label]'))
    const told = way => [(way.innerText || '').trim(), ...['aria-label', 'title', 'alt'].map(name => way.getAttribute(name) || '')]
    const closable = ways.some(way => told(way).some(words => closes.test(words)) || named.test(way.getAttribute('class') || '') || named.test(way.id || ''))
    found.push([text.slice(0, 500), Math.round(share * 1000) / 1000, closable, style.position])
  }
  document.querySelectorAll('[data-tw-overlay]').forEach(box => box.removeAttribute('data-tw-overlay'))
  return found
}"""


async def overlays(page: Page) -> tuple[Overlay, ...]:
    """Return what lies over the page as it is seen now; bars of a menu (at the edge, sticky) are none."""
    try:
        found = await page.evaluate(_LOOK)
    except Error:
        return ()  # the page went on by itself meanwhile
    return tuple(
        Overlay(kind="cookie" if _COOKIES.search(str(text)) else "popup", text=str(text), share=float(share), closable=bool(closable))
        for text, share, closable, position in found[:MOST]
        if _COOKIES.search(str(text)) or (position != "sticky" and share >= 0.2)
    )
