import BudgetDomain

/// What would have to be printed for one slip to be undone.
struct Correction {
  /// A number, or the least and the greatest that would do.
  struct Value {
    let low: PrintedNumber
    let high: PrintedNumber

    /// Whether only one number would do.
    var isExact: Bool { low == high }
  }

  /// A row to be added.
  struct Row {
    /// The row of the total that counts it.
    let totalLineNumber: Int32
    let fund: FundType
    let kind: ExpenditureKind
    var amounts: [Measure: Value] = [:]
  }

  /// The submission whose figures they are, where several are looked at together.
  private(set) var submission: Int64?
  /// The figures that are there.
  private(set) var values: [FigureKey: Value] = [:]
  /// The row that is not.
  private(set) var row: Row?

  /// Whether every number is known.
  var isExact: Bool {
    let amounts = row.map { Array($0.amounts.values) } ?? []
    return (values.values + amounts).allSatisfy(\.isExact)
  }

  /// The correction of a slip in the measures that it touched; nil where it is not agreed on or
  /// some value is not known.
  init?(_ columns: [SlipExplanation.Slip], _ network: RelationNetwork) {
    for slip in columns {
      guard slip.isAgreed, let repair = slip.repairs.first else { return nil }
      for change in ([repair] + slip.companions[0]).flatMap(\.changes) {
        guard let value = Value(change, network) else { return nil }
        let key = network.figures[change.figure].key
        submission = key.submission
        guard let absent = network.absentRows[change.figure] else {
          values[key.atHome] = value
          continue
        }
        guard case .row(let line, let measure) = network.figures[absent.total].key.atHome else {
          return nil
        }
        var row = self.row ?? Row(totalLineNumber: line, fund: absent.fund, kind: absent.kind)
        row.amounts[measure] = value
        self.row = row
      }
    }
  }
}

extension Correction.Value {
  fileprivate init?(_ change: Change, _ network: RelationNetwork) {
    guard !change.isOnlyValue else {
      guard let number = change.value?.number else { return nil }
      self.init(low: number, high: number)
      return
    }
    let (digits, figure) = (network.digits[change.figure], network.figures[change.figure])
    guard let range = change.range,
      let low = digits.figure(range.lowerBound, like: figure)?.number,
      let high = digits.figure(range.upperBound, like: figure)?.number
    else { return nil }
    self.init(low: low, high: high)
  }
}
