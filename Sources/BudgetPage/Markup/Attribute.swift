/// An attribute of an element. In a page they are out of a closed list: none runs anything, and
/// none leads out of the page. The console has those of forms and links besides, which it adds
/// itself.
package struct Attribute: Sendable {
  /// The name as it stands in the page.
  let name: String
  /// The value, not escaped yet.
  let value: String

  package init(_ name: String, _ value: some CustomStringConvertible) {
    self.name = name
    self.value = value.description
  }

  package static func id(_ name: String) -> Attribute { Attribute("id", name) }
  package static func `class`(_ names: String) -> Attribute { Attribute("class", names) }
  package static func lang(_ code: String) -> Attribute { Attribute("lang", code) }
  /// A place in this page.
  package static func href(_ id: String) -> Attribute { Attribute("href", "#" + id) }
  package static func scope(_ direction: String) -> Attribute { Attribute("scope", direction) }
  package static func colspan(_ count: Int) -> Attribute { Attribute("colspan", count) }
  package static func role(_ name: String) -> Attribute { Attribute("role", name) }
  package static func label(_ text: String) -> Attribute { Attribute("aria-label", text) }
  package static func labelledBy(_ id: String) -> Attribute { Attribute("aria-labelledby", id) }
  package static let hidden = Attribute("aria-hidden", "true")
  package static let focusable = Attribute("tabindex", 0)

  package static let utf8 = Attribute("charset", "utf-8")
  package static func name(_ name: String) -> Attribute { Attribute("name", name) }
  package static func content(_ text: String) -> Attribute { Attribute("content", text) }
  package static func header(_ name: String) -> Attribute { Attribute("http-equiv", name) }
}

/// Those of drawings; coordinates are whole numbers of the drawing's own unit.
extension Attribute {
  package static func viewBox(width: Int, height: Int) -> Attribute {
    Attribute("viewBox", "0 0 \(width) \(height)")
  }
  /// The drawing takes any width, its shapes with it.
  package static let stretched = Attribute("preserveAspectRatio", "none")
  /// A line keeps its strength in a stretched drawing.
  package static let steadyStroke = Attribute("vector-effect", "non-scaling-stroke")
  package static func x(_ value: Int) -> Attribute { Attribute("x", value) }
  package static func y(_ value: Int) -> Attribute { Attribute("y", value) }
  package static func x1(_ value: Int) -> Attribute { Attribute("x1", value) }
  package static func x2(_ value: Int) -> Attribute { Attribute("x2", value) }
  package static func y1(_ value: Int) -> Attribute { Attribute("y1", value) }
  package static func y2(_ value: Int) -> Attribute { Attribute("y2", value) }
  package static func width(_ value: Int) -> Attribute { Attribute("width", value) }
  package static func height(_ value: Int) -> Attribute { Attribute("height", value) }
  package static func path(_ commands: String) -> Attribute { Attribute("d", commands) }
  /// `start`, `middle` or `end`.
  package static func anchor(_ name: String) -> Attribute { Attribute("text-anchor", name) }
}
