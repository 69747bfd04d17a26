public import BudgetDomain

/// The bureau's formulas of every year, ready for a night.
///
/// A night shows 160,000 submissions to them, most of which state few of the figures: what a
/// submission states is looked up once, and a formula that misses some of it costs a few bits.
public struct FormulaRules: SubmissionRule {
  private var years: [FiscalYear: YearFormulas]

  /// Makes formulas ready for the submissions of some years and units.
  public init(_ rules: [FormulaRule], units: UnitDirectory, years: [FiscalYear]) {
    let codes = Dictionary(grouping: rules, by: \.row.code)
    let order = Dictionary(
      rules.enumerated().map { ($1.row.code, $0) }, uniquingKeysWith: { first, _ in first })
    self.years = Dictionary(
      uniqueKeysWithValues: years.map { year in
        let valid = codes.values.compactMap { $0.valid(in: year, by: \.row.validity) }
          .sorted { (order[$0.row.code] ?? 0) < (order[$1.row.code] ?? 0) }
        return (year, YearFormulas(valid, units: units, year: year))
      })
  }

  /// The formulas that concern a submission by its year, kind and unit, and whose figures it
  /// states as far as they are its own.
  private func concerned(by submission: SubmissionView) -> [FormulaRule] {
    years[submission.header.year]?.concerned(by: submission) ?? []
  }

  /// What must hold within a submission.
  public func relations(of submission: SubmissionView) -> [StatedRelation] {
    concerned(by: submission).flatMap { $0.relations(of: submission) }
  }

  /// The formulas by which submissions of a kind are judged by themselves, in their order.
  ///
  /// - Parameter unitType: The type of their units; nil where none is recorded.
  public func judging(_ kind: SubmissionKind, in year: FiscalYear, ofType unitType: String?)
    -> [FormulaRow]
  {
    years[year]?.judging(kind, ofType: unitType).map(\.row) ?? []
  }

  /// What must hold between a submission and others.
  ///
  /// - Parameter place: The place of the submission as a whole.
  public func relations(
    of header: SubmissionHeader, at place: Place, among context: some FormulaContext
  ) -> [StatedRelation] {
    (years[header.year]?.foreign ?? []).flatMap { entry in
      entry.concerns(header.unit)
        ? entry.rule.relations(of: header, at: place, among: context) : []
    }
  }

  /// The same without formulas between submissions that can say nothing, since nobody states one of
  /// their figures: a night asks them of every submission.
  ///
  /// - Parameter stated: The names of all figures that anybody states.
  public func amongSubmissions(stating stated: Set<FigureName>) -> FormulaRules {
    var live = self
    live.years = years.mapValues { $0.amongSubmissions(stating: stated) }
    return live
  }

  /// The rows that formulas want to see side by side with other submissions, each once: what a
  /// night has to note of every submission, of whatever year.
  public var notedSources: [FormulaSource] {
    var seen: Set<FormulaReference.Item> = []
    return years.keys.sorted().flatMap { years[$0]?.foreign ?? [] }
      .flatMap(\.rule.formula.references).map(FormulaSource.init)
      .filter { $0.isInTable && seen.insert($0.reference.item).inserted }
  }

  /// Whether any formula names figures of other submissions.
  public var areForeign: Bool { years.values.contains { !$0.foreign.isEmpty } }

  /// The formulas of a year that look back at the year before.
  public func lookingBack(in year: FiscalYear) -> Set<RuleCode> {
    Set((years[year]?.foreign ?? []).filter(\.rule.looksBack).map(\.rule.row.code))
  }

  /// Whether any formula names figures of the units above or below.
  public var namesKin: Bool {
    years.values.contains { year in
      year.foreign.contains { $0.rule.formula.references.contains { $0.kin != .own } }
    }
  }

  /// Appends an anomaly for each formula that does not hold within a submission.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    for stated in relations(of: submission) {
      if let finding = stated.finding(of: submission.header) { findings.append(finding) }
    }
  }
}

/// The formulas that are valid in one year.
private struct YearFormulas: Sendable {
  struct Entry: Sendable {
    let rule: FormulaRule
    /// The figures and tables without which the formula says nothing, as bits.
    let needs: BitSet
    /// By unit: whether its type is within the scope; nil for every unit.
    let units: [Bool]?

    func concerns(_ unit: UnitIndex) -> Bool { units?[unit] ?? true }
  }

  private struct Table: Hashable {
    let section: Section
    let form: String?
  }

  private let entries: [Entry]
  /// Those that name figures of other submissions.
  private(set) var foreign: [Entry]
  private let figures: [FigureName: Int]
  private let tables: [Table: Int]

  init(_ rules: [FormulaRule], units: UnitDirectory, year: FiscalYear) {
    var figures: [FigureName: Int] = [:]
    var tables: [Table: Int] = [:]
    var count = 0
    func number<Key>(of key: Key, _ numbers: inout [Key: Int]) -> Int {
      if let known = numbers[key] { return known }
      numbers[key] = count
      count += 1
      return count - 1
    }
    entries = rules.filter { !$0.isForeign }.map { rule in
      var needs = BitSet()
      for reference in rule.formula.references {
        switch reference.item {
        case .figure(let name), .ownFigure(let name):
          // What follows from other figures need not be stated.
          guard FormulaSource.parts(of: name).isEmpty else { continue }
          needs.insert(number(of: name, &figures))
        case .rows(let rows):
          needs.insert(number(of: Table(section: rows.section, form: rows.form), &tables))
        }
      }
      return Entry(rule: rule, needs: needs, units: rule.scope.units(among: units, in: year))
    }
    foreign = rules.filter(\.isForeign).map { rule in
      Entry(rule: rule, needs: BitSet(), units: rule.scope.units(among: units, in: year))
    }
    self.figures = figures
    self.tables = tables
  }

  func amongSubmissions(stating stated: Set<FigureName>) -> YearFormulas {
    var live = self
    live.foreign.removeAll { entry in
      entry.rule.formula.references.contains { !FormulaSource($0).canBeFound(among: stated) }
    }
    return live
  }

  func judging(_ kind: SubmissionKind, ofType unitType: String?) -> [FormulaRule] {
    entries.lazy.map(\.rule).filter { $0.scope.concerns(kind) && $0.scope.concerns(unitType) }
  }

  func concerned(by submission: SubmissionView) -> [FormulaRule] {
    guard !entries.isEmpty else { return [] }
    var present = BitSet()
    for name in submission.statedNames {
      if let number = figures[name] { present.insert(number) }
    }
    for table in submission.tables {
      if let number = tables[Table(section: table.section, form: table.form)] {
        present.insert(number)
      }
    }
    return entries.lazy.filter { entry in
      present.contains(entry.needs) && entry.concerns(submission.header.unit)
    }.map(\.rule)
  }
}

/// Small whole numbers as bits.
private struct BitSet: Sendable {
  private var words: [UInt64] = []

  mutating func insert(_ number: Int) {
    while words.count <= number / 64 { words.append(0) }
    words[number / 64] |= 1 << UInt64(number % 64)
  }

  func contains(_ other: BitSet) -> Bool {
    other.words.enumerated().allSatisfy { place, word in
      word & ~(place < words.count ? words[place] : 0) == 0
    }
  }
}

extension FormulaScope {
  /// By unit: whether its type in a year is one of the scope's; nil where every type is.
  func units(among units: UnitDirectory, in year: FiscalYear) -> [Bool]? {
    guard !unitTypes.isEmpty else { return nil }
    return units.codes.indices.map { unit in
      concerns(units.row(of: unit, in: year)?.type)
    }
  }
}
