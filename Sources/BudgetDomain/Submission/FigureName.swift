/// The name of a figure that is printed outside the tables, such as `three_public.change_percent`.
///
/// The list is open: a bureau may state figures of its own. A name is `family.aspect`, and an
/// amount's name may end in a fund type (`basic.actual.general`).
public struct FigureName: Hashable, Sendable {
  /// The whole name as submitted.
  public let text: String

  /// Names a figure.
  public init(_ text: String) {
    self.text = text
  }

  /// What kind of number the figure is.
  public enum Dimension: Sendable {
    /// Money in the submission's amount unit.
    case amount
    /// A percentage as printed; decreases negative.
    case percent
    /// A plain, exact number: persons, vehicles, batches.
    case count
  }

  private static let counts: Set<String> = [
    "training.persons", "staff.authorised", "staff.actual", "vehicle.count", "vehicle.bought",
    "vehicle.disposed", "overseas.groups", "overseas.persons", "reception.batches",
    "reception.persons",
  ]

  /// What kind of number the figure is, which its name says.
  public var dimension: Dimension {
    if namesPercent { return .percent }
    return Self.counts.contains(text) ? .count : .amount
  }

  /// Whether the name has `percent` in it. Rules ask this all the time, and searching a string by
  /// characters took half the time of a district.
  private var namesPercent: Bool {
    var rest = text.utf8[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "p")) {
      if rest[start...].starts(with: "percent".utf8) { return true }
      rest = rest[start...].dropFirst()
    }
    return false
  }

  /// The fund type at the end of the name; nil where the name leaves it open.
  public var fund: FundType? {
    guard let dot = text.lastIndex(of: ".") else { return nil }
    let fund = FundType(name: text[text.index(after: dot)...])
    return fund == .unstated || fund == .all ? nil : fund
  }

  /// Whether the figures of several units may be added: all but percentages and comparisons.
  public var isAdditive: Bool {
    let aspects = text.split(separator: ".")
    return dimension != .percent && !aspects.contains("prior") && !aspects.contains("change")
  }
}

/// A figure as a submission states it.
public struct StatedFigure: Hashable, Sendable {
  /// Which figure.
  public let name: FigureName
  /// The number as printed.
  public let value: PrintedNumber

  /// States a figure.
  public init(name: FigureName, value: PrintedNumber) {
    self.name = name
    self.value = value
  }
}
