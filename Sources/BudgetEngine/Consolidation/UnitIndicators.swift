public import BudgetDomain

/// Works out the indicators of a year's units from their cells.
///
/// A unit's indicator needs both its terms; a group's compares the sums of the units under it that
/// have both, so that one unit's missing figure does not bend the ratio of the others.
public struct UnitIndicators {
  /// One published indicator.
  public struct Row: Sendable {
    /// The unit.
    public let unit: String
    /// The indicator.
    public let indicator: Indicator
    /// Both terms.
    public let ratio: IndicatorRatio
    /// The band; nil where the base is not positive.
    public let band: String?
  }

  private let terms: IndicatorTerms
  private let bounds: [Indicator: [PrintedNumber]]
  private let units: [String]
  /// By place: the unit above, nil for the district.
  private let parents: [Int?]
  private var ratios: [[Indicator: IndicatorRatio]]

  private init(_ summary: Summary, _ year: FiscalYear, units: [String], parents: [Int?]) {
    terms = IndicatorTerms(summary)
    let settings = summary.validated.batch.reference.settings
    bounds = Dictionary(
      uniqueKeysWithValues: Indicator.allCases.map { ($0, $0.bounds(settings, in: year)) })
    self.units = units
    self.parents = parents
    ratios = [[Indicator: IndicatorRatio]](repeating: [:], count: units.count)
  }

  /// Begins with the units of a tree, at their places in it.
  public init(_ summary: Summary, tree: UnitTree) {
    let codes = summary.validated.batch.reference.units.codes
    self.init(
      summary, tree.year, units: tree.nodes.map { $0.unit.map { codes[$0] } ?? UnitTree.district },
      parents: tree.nodes.map(\.parent))
  }

  /// Begins with the units of a recorded year, at their places in it.
  public init(_ summary: Summary, recorded: RecordedYear, in year: FiscalYear) {
    let units = recorded.units.map(\.code)
    let places = Dictionary(zip(units, units.indices)) { first, _ in first }
    self.init(
      summary, year, units: units,
      parents: recorded.units.map { $0.parent.flatMap { places[$0] } })
  }

  /// Takes the cells of a unit without children, in any order of the units.
  public mutating func add(_ unit: UnitCells) {
    for (indicator, ratio) in terms.ratios(of: unit) {
      var next: Int? = unit.place
      while let place = next {
        ratios[place][indicator, default: IndicatorRatio(0, over: 0)].add(ratio)
        next = parents[place]
      }
    }
  }

  /// What was added up: unit by unit, in the order of `Indicator.allCases`.
  public var rows: [Row] {
    units.indices.flatMap { place in
      Indicator.allCases.compactMap { indicator in
        ratios[place][indicator].map { ratio in
          Row(
            unit: units[place], indicator: indicator, ratio: ratio,
            band: indicator.band(ratio, bounds: bounds[indicator] ?? []))
        }
      }
    }
  }
}

/// Finds the terms of the indicators among a unit's cells.
private struct IndicatorTerms {
  private let whole = Int32(FundType.all.rawValue)
  private let figures: [String: Int32]
  /// The keys of `balance.closing.<fund>`.
  private let closing: [Int32]

  private static let names = [
    "staff.actual", "staff.authorised", "three_public.budget", "three_public.actual",
    "three_public.reception.actual", "three_public.vehicle.actual", "total.initial_budget",
    "total.final_budget", "basic.initial_budget", "project.initial_budget",
  ]

  init(_ summary: Summary) {
    let items = summary.items
    figures = Dictionary(
      uniqueKeysWithValues: Self.names.compactMap { name in
        items.key(FigureName(name)).map { (name, $0) }
      })
    closing = items.items.filter { $0.axis == .figure && $0.code.hasPrefix("balance.closing.") }
      .compactMap { items.key(FigureName($0.code)) }
  }

  /// The indicators of a unit without children that have both their terms.
  func ratios(of unit: UnitCells) -> [Indicator: IndicatorRatio] {
    guard unit.hasReported else { return [:] }
    var ratios: [Indicator: IndicatorRatio] = [:]
    func set(_ indicator: Indicator, _ numerator: Int64?, over denominator: Int64?) {
      guard let numerator, let denominator else { return }
      ratios[indicator] = IndicatorRatio(numerator, over: denominator)
    }
    func setChange(_ indicator: Indicator, of cell: KeyedCell?) {
      guard let cell, let current = cell.actual, let prior = cell.prior else { return }
      ratios[indicator] = IndicatorRatio(changeOf: current, from: prior)
    }
    let figure = { (name: String) in self.cell(of: name, in: unit) }
    set(.staffControl, figure("staff.actual")?.actual, over: figure("staff.authorised")?.actual)
    let threePublic = figure("three_public.budget")
    setChange(.threePublicChange, of: threePublic)
    setChange(.receptionChange, of: figure("three_public.reception.actual"))
    setChange(.vehicleChange, of: figure("three_public.vehicle.actual"))
    set(.threePublicControl, figure("three_public.actual")?.actual, over: threePublic?.actual)
    let total = unit.cell(whole)
    let (initial, final) = (initialBudget(total, unit), finalBudget(total, unit))
    set(.budgetCompletion, total?.actual, over: final)
    set(.spendingCompletion, total?.actual, over: initial)
    if let initial, let final {
      ratios[.budgetAdjustment] = IndicatorRatio(changeOf: final, from: initial)
    }
    let left = closing.compactMap { unit.cell($0) }.filter { $0.actual != nil }
    guard !left.isEmpty else { return ratios }
    let balance = left.reduce(0) { $0 + ($1.actual ?? 0) }
    set(.carryOver, balance, over: total?.actual)
    if left.allSatisfy({ $0.prior != nil }) {
      ratios[.carryOverChange] = IndicatorRatio(
        changeOf: balance, from: left.reduce(0) { $0 + ($1.prior ?? 0) })
    }
    return ratios
  }

  /// The initial budget of all spending: of the rows where each states one, else as printed.
  private func initialBudget(_ total: KeyedCell?, _ unit: UnitCells) -> Int64? {
    if let cell = total?.cell, cell.stated.contains(.initial), cell.withoutInitial == 0 {
      return cell.initial
    }
    if let printed = cell(of: "total.initial_budget", in: unit)?.actual { return printed }
    guard let basic = cell(of: "basic.initial_budget", in: unit)?.actual,
      let project = cell(of: "project.initial_budget", in: unit)?.actual
    else { return nil }
    return basic + project
  }

  private func finalBudget(_ total: KeyedCell?, _ unit: UnitCells) -> Int64? {
    if let cell = total?.cell, cell.stated.contains(.final), cell.withoutFinal == 0 {
      return cell.final
    }
    return cell(of: "total.final_budget", in: unit)?.actual
  }

  private func cell(of figure: String, in unit: UnitCells) -> KeyedCell? {
    figures[figure].flatMap { unit.cell($0) }
  }
}

extension KeyedCell {
  /// The stated actual of a unit that has it; one that only remembers last year states nothing.
  fileprivate var actual: Int64? {
    cell.stated.contains(.actual) && !cell.isRemembered ? cell.actual : nil
  }
}

extension UnitCells {
  /// The cell of a key; nil where the unit has none.
  fileprivate func cell(_ key: Int32) -> KeyedCell? {
    var (low, high) = (0, cells.count)
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < cells.count && cells[low].key == key ? cells[low] : nil
  }
}
