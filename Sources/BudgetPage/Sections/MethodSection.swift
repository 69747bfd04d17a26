public import BudgetReport

/// How the figures came about.
public struct MethodSection: PageSectionBody {
  /// What there is to know: item and explanation.
  public var entries: [(item: String, text: String)]

  /// Its place in the page.
  public let id = "method"
  /// Its heading.
  public let title = Phrase("编制说明", "Method")
  /// The heading as the list of contents names it.
  public let shortTitle = Phrase("说明", "Method")

  /// A section of explanations.
  public init(entries: [(item: String, text: String)]) {
    self.entries = entries
  }

  func content(_ voice: PageVoice) -> [Node] {
    [
      node(.dl, .class("method")) {
        for entry in entries {
          node(.div) {
            node(.dt) { entry.item }
            node(.dd) { named(voice.words(entry.text)) }
          }
        }
      }
    ]
  }
}
