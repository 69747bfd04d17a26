/// Lists of nodes as they are written below an element.
@resultBuilder
package enum NodeBuilder {
  package static func buildExpression(_ node: Node) -> [Node] { [node] }
  package static func buildExpression(_ nodes: [Node]) -> [Node] { nodes }
  package static func buildExpression(_ text: String) -> [Node] { [.text(text)] }
  package static func buildExpression(_ node: Node?) -> [Node] { node.map { [$0] } ?? [] }
  package static func buildBlock(_ parts: [Node]...) -> [Node] { Array(parts.joined()) }
  package static func buildOptional(_ nodes: [Node]?) -> [Node] { nodes ?? [] }
  package static func buildEither(first nodes: [Node]) -> [Node] { nodes }
  package static func buildEither(second nodes: [Node]) -> [Node] { nodes }
  package static func buildArray(_ parts: [[Node]]) -> [Node] { Array(parts.joined()) }
}

/// An element.
package func node(
  _ tag: Tag, _ attributes: Attribute..., @NodeBuilder content: () -> [Node] = { [] }
) -> Node {
  .element(tag, attributes, content())
}

/// A name that somebody chose: it turns the direction of nothing beside it.
package func named(_ name: String) -> Node { node(.bdi) { name } }
