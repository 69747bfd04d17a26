/// One row of `reference.unit`: what a unit was called and whom it stood under for some years.
public struct UnitRow: Hashable, Sendable {
  /// The unit's code (预算单位编码).
  public let code: String
  /// When the row holds.
  public let validity: Validity
  /// The unit's name in those years.
  public let name: String
  /// The unit it stood under; nil right under the district.
  public let parent: String?
  /// The peer group: 行政, 参公, 事业 …; nil where not recorded.
  public let type: String?

  /// Records a unit for some years.
  public init(code: String, validity: Validity, name: String, parent: String?, type: String?) {
    self.code = code
    self.validity = validity
    self.name = name
    self.parent = parent
    self.type = type
  }
}

/// Every unit that reference data or a submission names, each with a dense number in the order
/// of its code.
public struct UnitDirectory: Sendable {
  /// The codes, ascending by their UTF-8 bytes.
  public let codes: [String]
  private let rows: [[UnitRow]]
  private let numbers: [String: UnitIndex]

  /// Collects the rows, and the codes that only submissions name.
  public init(rows: [UnitRow], submitting: some Sequence<String>) {
    let byCode = Dictionary(grouping: rows, by: \.code)
    let codes = Set(byCode.keys).union(submitting)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.codes = codes
    self.rows = codes.map { byCode[$0] ?? [] }
    numbers = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
  }

  /// Every type that some unit has, in whatever year.
  public var types: Set<String> { Set(rows.lazy.joined().compactMap(\.type)) }

  /// The number of a unit; nil for a code that nobody named.
  public func index(of code: String) -> UnitIndex? { numbers[code] }

  /// The unit's row for a year; nil where it is not in that year's list.
  public func row(of unit: UnitIndex, in year: FiscalYear) -> UnitRow? {
    rows[unit].valid(in: year, by: \.validity)
  }
}
