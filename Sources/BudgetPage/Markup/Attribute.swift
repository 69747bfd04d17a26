/// An attribute of an element, out of a closed list: none runs anything, and none leads out of the
/// page.
struct Attribute {
  /// The name as it stands in the page.
  let name: String
  /// The value, not escaped yet.
  let value: String

  private init(_ name: String, _ value: some CustomStringConvertible) {
    self.name = name
    self.value = value.description
  }

  static func id(_ name: String) -> Attribute { Attribute("id", name) }
  static func `class`(_ names: String) -> Attribute { Attribute("class", names) }
  static func lang(_ code: String) -> Attribute { Attribute("lang", code) }
  /// A place in this page.
  static func href(_ id: String) -> Attribute { Attribute("href", "#" + id) }
  static func scope(_ direction: String) -> Attribute { Attribute("scope", direction) }
  static func colspan(_ count: Int) -> Attribute { Attribute("colspan", count) }
  static func role(_ name: String) -> Attribute { Attribute("role", name) }
  static func label(_ text: String) -> Attribute { Attribute("aria-label", text) }
  static func labelledBy(_ id: String) -> Attribute { Attribute("aria-labelledby", id) }
  static let hidden = Attribute("aria-hidden", "true")
  static let focusable = Attribute("tabindex", 0)

  static let utf8 = Attribute("charset", "utf-8")
  static func name(_ name: String) -> Attribute { Attribute("name", name) }
  static func content(_ text: String) -> Attribute { Attribute("content", text) }
  static func header(_ name: String) -> Attribute { Attribute("http-equiv", name) }
}

/// Those of drawings; coordinates are whole numbers of the drawing's own unit.
extension Attribute {
  static func viewBox(width: Int, height: Int) -> Attribute {
    Attribute("viewBox", "0 0 \(width) \(height)")
  }
  /// The drawing takes any width, its shapes with it.
  static let stretched = Attribute("preserveAspectRatio", "none")
  /// A line keeps its strength in a stretched drawing.
  static let steadyStroke = Attribute("vector-effect", "non-scaling-stroke")
  static func x(_ value: Int) -> Attribute { Attribute("x", value) }
  static func y(_ value: Int) -> Attribute { Attribute("y", value) }
  static func x1(_ value: Int) -> Attribute { Attribute("x1", value) }
  static func x2(_ value: Int) -> Attribute { Attribute("x2", value) }
  static func y1(_ value: Int) -> Attribute { Attribute("y1", value) }
  static func y2(_ value: Int) -> Attribute { Attribute("y2", value) }
  static func width(_ value: Int) -> Attribute { Attribute("width", value) }
  static func height(_ value: Int) -> Attribute { Attribute("height", value) }
  static func path(_ commands: String) -> Attribute { Attribute("d", commands) }
  /// `start`, `middle` or `end`.
  static func anchor(_ name: String) -> Attribute { Attribute("text-anchor", name) }
}
