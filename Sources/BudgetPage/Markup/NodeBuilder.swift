/// Lists of nodes as they are written below an element.
@resultBuilder
enum NodeBuilder {
  static func buildExpression(_ node: Node) -> [Node] { [node] }
  static func buildExpression(_ nodes: [Node]) -> [Node] { nodes }
  static func buildExpression(_ text: String) -> [Node] { [.text(text)] }
  static func buildExpression(_ node: Node?) -> [Node] { node.map { [$0] } ?? [] }
  static func buildBlock(_ parts: [Node]...) -> [Node] { Array(parts.joined()) }
  static func buildOptional(_ nodes: [Node]?) -> [Node] { nodes ?? [] }
  static func buildEither(first nodes: [Node]) -> [Node] { nodes }
  static func buildEither(second nodes: [Node]) -> [Node] { nodes }
  static func buildArray(_ parts: [[Node]]) -> [Node] { Array(parts.joined()) }
}

/// An element.
func node(
  _ tag: Tag, _ attributes: Attribute..., @NodeBuilder content: () -> [Node] = { [] }
) -> Node {
  .element(tag, attributes, content())
}

/// A name that somebody chose: it turns the direction of nothing beside it.
func named(_ name: String) -> Node { node(.bdi) { name } }
