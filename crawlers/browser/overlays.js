// What lies over the page now: [text, share of the window, whether a way to close it is seen, position, only a picture, where it leads].
// Doubt speaks for the trader: whatever looks like a way to close it counts as one.
() => {
  const area = innerWidth * innerHeight
  const words = /^[\s×✕✖xX╳❌]*(×|✕|✖|╳|❌|x|关闭.{0,4}|跳过.{0,6}|(我)?知道了|取消|不再提示|以后再说|下次再说|暂不.{0,4}|残忍拒绝|拒绝|返回首页|close|skip|dismiss|no,? thanks|reject.*|decline)[\s×✕✖xX╳❌]*$/i
  const names = /close|guanbi|dismiss|skip|(^|[-_ ])cross([-_ ]|$)|headerbtn/i
  const handlers = /close|hide|remove|guanbi/i
  const WAYS = 'button, a, i, b, em, span, div, img, svg, label, [role=button], [aria-label], [onclick]'
  const seen = box => box.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })
  const inWindow = place => [Math.min(place.right, innerWidth) - Math.max(place.left, 0), Math.min(place.bottom, innerHeight) - Math.max(place.top, 0)]
  const nameOf = way => `${way.getAttribute('class') || ''} ${way.id || ''}`

  const says = way => [(way.innerText || '').trim(), ...['aria-label', 'title', 'alt', 'value'].map(name => (way.getAttribute(name) || '').trim())]
  // a small thing that can be clicked at a corner, or in the middle below: an icon drawn by a font, a picture or a style
  const isCorner = (way, place) => {
    const own = way.getBoundingClientRect()
    if (own.width < 8 || own.height < 8 || own.width > 72 || own.height > 72 || (way.innerText || '').trim().length > 2) return false
    if (getComputedStyle(way).cursor !== 'pointer') return false
    const across = (own.left + own.right) / 2, down = (own.top + own.bottom) / 2
    const atSide = Math.min(Math.abs(across - place.right), Math.abs(across - place.left)) < 100
    const inMiddle = Math.abs(across - (place.left + place.right) / 2) < 60
    return (atSide && Math.abs(down - place.top) < 100) || (inMiddle && Math.abs(down - place.bottom) < 100)
  }
  const closes = (way, place) => seen(way) && (
    says(way).some(said => said.length < 20 && words.test(said)) || names.test(nameOf(way)) || handlers.test(way.getAttribute('onclick') || '') || isCorner(way, place))
  // the way out may stand beside the box: fixed to the window, at its corner
  const beside = (way, box, place) => {
    if (box.contains(way) || way.contains(box) || !['fixed', 'absolute'].includes(getComputedStyle(way).position)) return false
    const own = way.getBoundingClientRect()
    return own.right > place.left - 80 && own.left < place.right + 80 && own.bottom > place.top - 80 && own.top < place.bottom + 80
  }
  // a frame that holds the whole page lies over nothing: some other words or picture must stand below
  const all = Array.from(document.body ? document.body.querySelectorAll('*') : []).slice(0, 20000)
  const liesOver = (box, place) => all.some(other => {
    if (box.contains(other) || other.contains(box)) return false
    if (other.tagName !== 'IMG' && !Array.from(other.childNodes).some(child => child.nodeType === 3 && child.data.trim())) return false
    if (['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT'].includes(other.tagName) || !seen(other)) return false
    const own = other.getBoundingClientRect()
    return own.width > 0 && own.right > place.left && own.left < place.right && own.bottom > place.top && own.top < place.bottom
  })
  const isOnTop = (box, place) => {
    const left = Math.max(place.left, 0), top = Math.max(place.top, 0), [width, height] = inWindow(place)
    const points = [[0.5, 0.5], [0.3, 0.3], [0.7, 0.3], [0.3, 0.7], [0.7, 0.7]]
    const hits = points.filter(([across, down]) => box.contains(document.elementFromPoint(left + across * width, top + down * height)))
    return hits.length >= 3
  }

  const found = [], taken = []
  for (const box of all) {
    const style = getComputedStyle(box)
    const floats = style.position === 'fixed' || style.position === 'sticky' || box.tagName === 'DIALOG' || (style.position === 'absolute' && Number(style.zIndex) >= 100)
    if (!floats || taken.some(other => other.contains(box)) || !seen(box)) continue
    const place = box.getBoundingClientRect(), [width, height] = inWindow(place)
    const text = (box.innerText || '').trim()
    const pictures = Array.from(box.querySelectorAll('img')).concat(box.tagName === 'IMG' ? [box] : [])
    const painted = style.backgroundImage.includes('url(')
    if (width <= 0 || height <= 0 || (!text && !pictures.length && !painted)) continue
    const share = width * height / area
    if (share < 0.08 || (style.position !== 'sticky' && share >= 0.2 && !(isOnTop(box, place) && liesOver(box, place)))) continue
    taken.push(box)
    const closable = [box, ...box.querySelectorAll(WAYS)].some(way => way !== box ? closes(way, place) : handlers.test(way.getAttribute('onclick') || '')) ||
      all.some(way => beside(way, box, place) && closes(way, place))
    const alt = pictures.map(one => (one.getAttribute('alt') || '').trim()).filter(Boolean).join(' ')
    const way = box.closest('a[href]') || box.querySelector('a[href]')
    const link = way && /^https?:/.test(way.href) ? way.href : ''
    found.push([(text || alt).slice(0, 500), Math.round(share * 1000) / 1000, closable, style.position, !text, link.slice(0, 500)])
  }
  return found
}
