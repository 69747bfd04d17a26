/// The budget years in which a reference row holds, both ends included.
public struct Validity: Hashable, Sendable {
  /// The first year.
  public let from: Int
  /// The last year; nil while it still holds.
  public let to: Int?

  /// Holds from `from` to `to`, or without end.
  public init(from: Int, to: Int?) {
    self.from = from
    self.to = to
  }

  /// Whether the row holds in `year`.
  public func contains(_ year: FiscalYear) -> Bool {
    from <= year.number && year.number <= to ?? .max
  }

  /// Whether some year lies in both.
  public func overlaps(_ other: Validity) -> Bool {
    from <= other.to ?? .max && other.from <= to ?? .max
  }

  /// The years before these years.
  public var previous: Validity { Validity(from: from - 1, to: to.map { $0 - 1 }) }
}

extension Sequence {
  /// The row that holds in `year`; where ranges overlap, the latest start wins.
  public func valid(in year: FiscalYear, by validity: (Element) -> Validity) -> Element? {
    var found: Element?
    for row in self where validity(row).contains(year) {
      if found.map({ validity($0).from < validity(row).from }) ?? true { found = row }
    }
    return found
  }
}
