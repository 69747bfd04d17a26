/// The texts of one submission's lines, each kept once and named by a number.
public struct LineTexts: Sendable {
  /// A text's number; equal texts have equal numbers within one submission.
  public typealias ID = Int32

  /// The number of "no text".
  public static let none: ID = 0

  private var texts: [String] = []
  private var numbers: [String: ID] = [:]

  /// Starts without texts.
  public init() {}

  /// The number of `text`, which is remembered if it is new.
  public mutating func number(of text: String) -> ID {
    if let known = numbers[text] { return known }
    texts.append(text)
    let number = ID(texts.count)
    numbers[text] = number
    return number
  }

  /// The text behind a number; nil for `none`.
  public subscript(number: ID) -> String? {
    number == Self.none ? nil : texts[Int(number) - 1]
  }

  /// Forgets all texts, for the next submission.
  public mutating func removeAll() {
    guard !texts.isEmpty else { return }
    texts.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
  }
}
