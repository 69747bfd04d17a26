/// The elements that a page is made of: those below and no others, so no script and no foreign
/// content. The console has forms besides, which it adds itself.
package struct Tag: Sendable {
  /// The name as it stands in the page.
  let name: String
  /// Whether it has no content in HTML, and no end either.
  let isVoid: Bool
  /// Whether a line break after it changes nothing that is seen, and makes the source readable.
  let endsLine: Bool

  package init(_ name: String, isVoid: Bool = false, endsLine: Bool = false) {
    self.name = name
    self.isVoid = isVoid
    self.endsLine = endsLine
  }
}

extension Tag {
  package static let html = Tag("html")
  package static let head = Tag("head", endsLine: true)
  package static let meta = Tag("meta", isVoid: true)
  package static let title = Tag("title", endsLine: true)
  package static let body = Tag("body")

  package static let header = Tag("header", endsLine: true)
  package static let nav = Tag("nav", endsLine: true)
  package static let main = Tag("main", endsLine: true)
  package static let section = Tag("section", endsLine: true)
  package static let article = Tag("article", endsLine: true)
  package static let footer = Tag("footer", endsLine: true)
  package static let div = Tag("div", endsLine: true)
  package static let p = Tag("p", endsLine: true)
  package static let span = Tag("span")
  package static let strong = Tag("strong")
  package static let bdi = Tag("bdi")
  package static let a = Tag("a")
  package static let i = Tag("i")

  package static let h1 = Tag("h1", endsLine: true)
  package static let h2 = Tag("h2", endsLine: true)
  package static let h3 = Tag("h3", endsLine: true)
  package static let ul = Tag("ul")
  package static let li = Tag("li", endsLine: true)
  package static let dl = Tag("dl", endsLine: true)
  package static let dt = Tag("dt")
  package static let dd = Tag("dd")
  package static let code = Tag("code")
  package static let details = Tag("details", endsLine: true)
  package static let summary = Tag("summary")

  package static let table = Tag("table", endsLine: true)
  package static let caption = Tag("caption")
  package static let colgroup = Tag("colgroup")
  package static let col = Tag("col", isVoid: true)
  package static let thead = Tag("thead", endsLine: true)
  package static let tbody = Tag("tbody", endsLine: true)
  package static let tfoot = Tag("tfoot")
  package static let tr = Tag("tr", endsLine: true)
  package static let th = Tag("th")
  package static let td = Tag("td")

  package static let svg = Tag("svg")
  package static let g = Tag("g")
  package static let rect = Tag("rect")
  package static let line = Tag("line")
  package static let path = Tag("path")
  package static let text = Tag("text")
  package static let desc = Tag("desc")
}
