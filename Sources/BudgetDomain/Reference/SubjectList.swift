/// One row of `reference.functional_subject` or `reference.economic_subject`.
public struct SubjectRow: Hashable, Sendable {
  /// The fund whose list the row belongs to; nil for economic classes.
  public let fund: FundType?
  /// The code.
  public let code: SubjectCode
  /// When the code holds.
  public let validity: Validity
  /// The name in those years.
  public let name: String

  /// Records a subject for some years.
  public init(fund: FundType?, code: SubjectCode, validity: Validity, name: String) {
    self.fund = fund
    self.code = code
    self.validity = validity
    self.name = name
  }
}

/// Whether a list knows a code in a year.
public enum SubjectListing: Hashable, Sendable {
  /// The code holds in that year.
  case listed
  /// The code holds in other years only, the nearest being this one.
  case otherYear(nearest: Int)
  /// No list has the code at all.
  case unknown
}

/// The lists of subjects, by fund, code and year.
public struct SubjectList: Sendable {
  private let rows: [SubjectCode: [SubjectRow]]
  /// By code and fund: when some list that concerns the fund has the code. Asked for every line.
  private let validities: [Key: [Validity]]

  /// The different validities of all rows; a list has few.
  private let years: Set<Validity>

  /// By code: when codes right below it hold.
  private let below: [SubjectCode: [Validity]]

  private struct Key: Hashable {
    let code: SubjectCode
    let fund: FundType
  }

  /// Whether there is no row at all: a bureau that keeps no list gets no "unknown code".
  public var isEmpty: Bool { rows.isEmpty }

  /// Whether any row holds in a year.
  public func covers(_ year: FiscalYear) -> Bool { years.contains { $0.contains(year) } }

  /// Collects the rows.
  public init(_ rows: [SubjectRow]) {
    years = Set(rows.lazy.map(\.validity))
    let byCode = Dictionary(grouping: rows, by: \.code)
    self.rows = byCode
    var validities: [Key: [Validity]] = [:]
    for (code, rows) in byCode {
      for fund in FundType.allCases {
        let concerned = rows.filter { row in
          row.fund.map { Self.lists(for: fund).contains($0) } ?? true
        }
        validities[Key(code: code, fund: fund)] = concerned.map(\.validity)
      }
    }
    self.validities = validities
    below = rows.reduce(into: [:]) { below, row in
      if let parent = row.code.parent { below[parent, default: []].append(row.validity) }
    }
  }

  /// In which order the funds' lists are looked through where no fund is stated.
  static let order: [FundType] = [.general, .fund, .capital, .other]

  /// Where a code is looked up: in the fund's own list, then in `general`, whose codes the other
  /// budgets use beside their own; for a line that states none, and for all funds together, in
  /// every list, `general` first.
  private static func lists(for fund: FundType) -> [FundType] {
    switch fund {
    case .unstated, .all: order
    case .general: [.general]
    case let stated: [stated, .general]
    }
  }

  /// The rows of a code that concern a fund, best list first; economic rows concern every fund.
  private func rows(of code: SubjectCode, fund: FundType) -> [[SubjectRow]] {
    guard let all = rows[code] else { return [] }
    let lists = Self.lists(for: fund).map { list in all.filter { $0.fund == list } }
    return [all.filter { $0.fund == nil }] + lists
  }

  /// The fingerprint of all rows, in any order.
  public var digest: ContentDigest {
    rows.values.joined().reduce(into: ContentDigest()) { digest, row in
      var member = ContentDigest(row.name)
      member.append(UInt64(row.fund?.rawValue ?? .max) << 32 | UInt64(row.code.rank))
      member.append(Int64(row.validity.from))
      member.append(Int64(row.validity.to ?? .max))
      digest.add(member)
    }
  }

  /// The fingerprint of what the codes of a year are called, in any order.
  public func digest(in year: FiscalYear) -> ContentDigest {
    rows.values.joined().reduce(into: ContentDigest()) { digest, row in
      guard row.validity.contains(year) else { return }
      var name = ContentDigest(row.fund?.name ?? "")
      name.append(ContentDigest("\(row.code)"))
      name.append(ContentDigest(row.name))
      digest.add(name)
    }
  }

  /// The name of a code in a year; nil where no list has it for that year.
  public func name(of code: SubjectCode, fund: FundType, in year: FiscalYear) -> String? {
    for list in rows(of: code, fund: fund) {
      if let row = list.valid(in: year, by: \.validity) { return row.name }
    }
    return nil
  }

  /// When some list that concerns a fund has a code; empty where none ever has.
  public func validities(of code: SubjectCode, fund: FundType) -> [Validity] {
    validities[Key(code: code, fund: fund)] ?? []
  }

  /// Whether some list has a code below another one in a year.
  public func hasCodes(below code: SubjectCode, in year: FiscalYear) -> Bool {
    below[code]?.contains { $0.contains(year) } ?? false
  }

  /// The fund in whose own list of a year a code is found first; nil where no list has it.
  func fund(of code: SubjectCode, in year: FiscalYear) -> FundType? {
    let rows = rows[code] ?? []
    return Self.order.first { fund in
      rows.contains { $0.fund == fund && $0.validity.contains(year) }
    }
  }

  /// Whether a fund has a list of a year in which neither a code nor any below it is found. Where
  /// the fund has no list of its own, nobody says what it has.
  func lacks(_ code: SubjectCode, fund: FundType, in year: FiscalYear) -> Bool {
    guard listing(of: code, fund: fund, in: year) != .listed else { return false }
    let lists = Self.lists(for: fund)
    var hasList = false
    for (other, rows) in rows {
      for row in rows where row.validity.contains(year) {
        guard let list = row.fund, lists.contains(list) else { continue }
        if code.covers(other) { return false }
        hasList = hasList || list == fund
      }
    }
    return hasList
  }

  /// Whether a code holds in a year for a fund; `*` always does.
  public func listing(of code: SubjectCode, fund: FundType, in year: FiscalYear) -> SubjectListing {
    if code == .all { return .listed }
    guard let candidates = validities[Key(code: code, fund: fund)] else { return .unknown }
    if candidates.contains(where: { $0.contains(year) }) { return .listed }
    let nearest =
      candidates
      .map { $0.from > year.number ? $0.from : $0.to ?? year.number }
      .min { abs($0 - year.number) < abs($1 - year.number) }
    return nearest.map { .otherYear(nearest: $0) } ?? .unknown
  }
}

/// One row of `reference.subject_alias`: a spelling that really occurs and the code it means.
public struct SubjectAlias: Hashable, Sendable {
  /// The name as printed.
  public let alias: String
  /// What it means.
  public let code: SubjectCode
  /// When it is used.
  public let validity: Validity

  /// Records a spelling for some years.
  public init(alias: String, code: SubjectCode, validity: Validity) {
    self.alias = alias
    self.code = code
    self.validity = validity
  }
}
