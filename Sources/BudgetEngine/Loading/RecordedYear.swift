public import BudgetDomain

/// A year as it was published before: read back, where a run needs it beside the years it reads.
public struct RecordedYear: Sendable {
  /// One unit's cells.
  public struct Unit: Sendable {
    /// The unit's code; `*` for the district.
    public let code: String
    /// What it was called; nil where the year's list did not have it.
    public let name: String?
    /// Whether any unit under it handed in actuals that year.
    public let hasReported: Bool
    /// Whether no unit stood under it.
    public let isLeaf: Bool
    /// The unit it stood under; nil for the district.
    public let parent: String?
    /// Its cells, in any order.
    public let cells: [RecordedCell]

    /// Puts a unit's cells together.
    public init(
      code: String, name: String?, hasReported: Bool, isLeaf: Bool, parent: String?,
      cells: [RecordedCell]
    ) {
      self.code = code
      self.name = name
      self.hasReported = hasReported
      self.isLeaf = isLeaf
      self.parent = parent
      self.cells = cells
    }
  }

  /// One cell, by the code it was published under.
  public struct RecordedCell: Sendable {
    /// The axis.
    public let axis: Axis
    /// The code as published.
    public let code: String
    /// The fund.
    public let fund: FundType
    /// The sums.
    public let cell: Cell
    /// What was taken out of the sums at this very unit, in fen; nil where nothing was.
    public let eliminated: BudgetFigures<Int64>?
    /// What stands beside it of the year before, in fen; nil also where nobody asks for it.
    public let prior: Int64?

    /// Takes a cell as published.
    public init(
      axis: Axis, code: String, fund: FundType, cell: Cell,
      eliminated: BudgetFigures<Int64>? = nil, prior: Int64? = nil
    ) {
      self.prior = prior
      self.axis = axis
      self.code = code
      self.fund = fund
      self.cell = cell
      self.eliminated = eliminated
    }
  }

  /// What the diagnosis is certain that a unit's actual of a subject lacks.
  public struct Correction: Sendable {
    /// The unit's code.
    public let unit: String
    /// The subject.
    public let code: String
    /// What is to be added, in fen.
    public let fen: Int64

    /// Takes a correction as published.
    public init(unit: String, code: String, fen: Int64) {
      (self.unit, self.code, self.fen) = (unit, code, fen)
    }
  }

  /// The units, the district among them.
  public let units: [Unit]
  /// What is certainly wrong with their actuals.
  public let corrections: [Correction]
  /// What they paid each other.
  public let transfers: [TransferRow]
  /// What was taken out of their sums.
  public let eliminations: [EliminationPart]
  /// The functional codes of all cells, where the units have only their totals; nil where they have
  /// all cells.
  public let shownCodes: Set<String>?

  /// Takes a year as published.
  public init(
    units: [Unit], corrections: [Correction] = [], transfers: [TransferRow] = [],
    eliminations: [EliminationPart] = [], shownCodes: Set<String>? = nil
  ) {
    self.shownCodes = shownCodes
    self.units = units
    self.corrections = corrections
    self.transfers = transfers
    self.eliminations = eliminations
  }

  /// The codes that the year has on an axis.
  func codes(on axis: Axis) -> Set<String> {
    units.reduce(into: axis == .functional ? shownCodes ?? [] : []) { codes, unit in
      for cell in unit.cells where cell.axis == axis { codes.insert(cell.code) }
    }
  }

  /// The year's actuals, to stand beside the next year's.
  func prior(_ items: ItemIndex, _ units: UnitDirectory) -> PriorYear {
    let numbers = items.numbers()
    var prior = PriorYear(items)
    for unit in self.units where unit.hasReported {
      // A submission may name the district as its unit; the district's cells are not that unit's.
      let isDistrict = unit.code == UnitTree.district
      let index = isDistrict ? nil : units.index(of: unit.code)
      guard index != nil || isDistrict else { continue }
      let cells = unit.keyedCells(numbers).lazy.map { (key: $0.key, cell: $0.cell) }
      prior.remember(index, cells)
    }
    return prior
  }
}

extension RecordedYear.Unit {
  /// The cells under this run's keys, ascending; with what stood beside them of the year before
  /// only where that is asked for.
  func keyedCells(_ numbers: [Axis: [String: Int32]], withPrior: Bool = false) -> [KeyedCell] {
    cells.compactMap { recorded in
      numbers[recorded.axis]?[recorded.code].map {
        KeyedCell(
          key: $0 * ItemIndex.fundCount + Int32(recorded.fund.rawValue), cell: recorded.cell,
          prior: withPrior ? recorded.prior : nil)
      }
    }.sorted { $0.key < $1.key }
  }

  /// What was taken out of the cells, ascending by key.
  func eliminatedCells(_ numbers: [Axis: [String: Int32]]) -> [EliminatedCell] {
    cells.compactMap { recorded in
      guard let fen = recorded.eliminated, let item = numbers[recorded.axis]?[recorded.code] else {
        return nil
      }
      return EliminatedCell(
        key: item * ItemIndex.fundCount + Int32(recorded.fund.rawValue), fen: fen)
    }.sorted { $0.key < $1.key }
  }
}
