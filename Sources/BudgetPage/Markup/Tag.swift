/// The elements that a page is made of; there are no others, so no script and no foreign content.
enum Tag: String {
  case html, head, meta, title, body
  case header, nav, main, section, article, footer, div, p, span, strong, bdi, a, i
  case h1, h2, h3, ul, li, dl, dt, dd, code, details, summary
  case table, caption, colgroup, col, thead, tbody, tfoot, tr, th, td
  case svg, g, rect, line, path, text, desc

  /// Whether it has no content in HTML, and no end either.
  var isVoid: Bool { self == .meta || self == .col }
}
