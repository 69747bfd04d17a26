import BudgetDomain

/// The three measures of one amount, exact, in fen.
struct Fen: Hashable, Sendable {
  var initial: Int64 = 0
  var final: Int64 = 0
  var actual: Int64 = 0

  static func + (left: Fen, right: Fen) -> Fen {
    Fen(
      initial: left.initial + right.initial, final: left.final + right.final,
      actual: left.actual + right.actual)
  }
}

/// Spending of one unit and year under one subject, fund and kind.
struct TruthRow: Sendable {
  var code: String
  var fund: FundType
  var kind: ExpenditureKind
  var fen: Fen
}

/// One project; the functional rows of kind `project` are the sums of these.
struct Project: Sendable {
  var code: String
  var name: String
  var functionalCode: String
  var fund: FundType
  var fen: Fen
}

/// Money received under one kind of income.
struct Income: Sendable {
  var kind: IncomeKind
  var fund: FundType
  var actual: Int64
}

/// Plain counts of one unit and year.
struct Counts: Sendable {
  var staffAuthorised: Int64 = 0
  var staffActual: Int64 = 0
  var vehicles: Int64 = 0
  var receptionBatches: Int64 = 0
  var receptionPersons: Int64 = 0
  var trainingPersons: Int64 = 0
}

/// What one unit really did in one year, to the fen; every submission is printed from this.
struct UnitYearTruth: Sendable {
  var rows: [TruthRow] = []
  var projects: [Project] = []
  /// Economic items of the basic spending with their actual amounts; they sum to it exactly.
  var economics: [(code: String, actual: Int64)] = []
  var income: [Income] = []
  var counts = Counts()

  /// The sum of the rows, of one kind or of all.
  func total(_ kind: ExpenditureKind? = nil) -> Fen {
    rows.reduce(Fen()) { $1.kind == kind || kind == nil ? $0 + $1.fen : $0 }
  }

  /// The actual amount of an economic class or item.
  func economic(_ prefix: String) -> Int64 {
    economics.reduce(0) { $1.code.hasPrefix(prefix) ? $0 + $1.actual : $0 }
  }
}
