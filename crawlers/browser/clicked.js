// The rows of goods on this page that lead somewhere by script alone: alike, priced, and without a link. Called with a number it clicks that one.
(wanted) => {
  const priced = /[¥￥]\s*\d|\d\s*元/
  const bad = /cart|buy|btn|button|collect|share|close/i
  const groups = new Map()
  for (const box of Array.from(document.body ? document.body.querySelectorAll('*') : []).slice(0, 20000)) {
    if (!box.children.length || box.closest('a[href]') || box.querySelector('a[href]') || bad.test(String(box.getAttribute('class') || ''))) continue
    const place = box.getBoundingClientRect()
    if (place.width < 60 || place.height < 40) continue
    const kind = box.tagName + '.' + (box.getAttribute('class') || '')
    const alike = groups.get(box.parentElement) || new Map()
    groups.set(box.parentElement, alike)
    alike.set(kind, [...(alike.get(kind) || []), box])
  }
  let rows = []
  for (const alike of groups.values()) for (const boxes of alike.values()) {
    if (boxes.length <= rows.length || boxes.length < 3) continue
    if (boxes.every(box => { const said = (box.innerText || '').trim(); return said.length > 3 && said.length < 300 && priced.test(said) })) rows = boxes
  }
  // a page where one can buy is a product's: its rows are other goods, which the lists show
  const buys = /^(加入购物车|立即购买|立刻购买|马上购买|立即抢购|立即下单|去结算)$/
  const buttons = Array.from(document.querySelectorAll('button, a, div, span, uni-view, uni-button, uni-text')).slice(0, 5000)
  if (buttons.some(one => one.children.length < 3 && buys.test((one.textContent || '').trim()) && !rows.some(row => row.contains(one)))) rows = []
  if (wanted === null || wanted >= rows.length) return {rows: rows.length}
  const row = rows[wanted]
  const said = (row.innerText || '').trim().split('\n').filter(line => !priced.test(line))[0] || ''
  const at = row.querySelector('img, uni-image, [class*=title], [class*=name]') || row
  at.click()
  return {rows: rows.length, said: said.slice(0, 200)}
}
