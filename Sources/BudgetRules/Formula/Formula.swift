public import BudgetDomain

// The grammar of audit formulas (审核公式). Every word has an English and a Chinese form; full-width
// signs mean the same as half-width ones; blanks and line breaks mean nothing.
//
//   formula   = sum ( "=" | "<=" | ">=" ) ( sum | quotient ) [ condition ]
//   condition = ( "when" | "当" ) reference ( "=" | ">" ) "0"
//   quotient  = ( "growth" | "增长率" | "share" | "占比" ) "(" sum "," sum ")"
//   sum       = [ "-" ] term { ( "+" | "-" ) term }
//   term      = [ integer "*" ] reference | number [ "%" | unit ]
//   unit      = "yuan" | "thousand_yuan" | "wan_yuan" | "yi_yuan" | 元 | 千元 | 万元 | 亿元
//   reference = { whose "." } ( rows | figure )
//   whose     = "prior" 上年 | "parent" 上级单位 | "children" 下级单位 (their sum)
//             | "final_account" 决算报送 | "self_evaluation" 自评报送 | "budget" 预算报送
//   rows      = [ ( "T1" … "T9" | ( "form" 表 ) "[" name "]" ) "." ] section "[" code "]"
//               "." measure { "." ( kind | fund | "rows" 明细 ) }
//   section   = "functional" 功能 | "economic" 经济 | "project" 项目 | "income" 收入
//   code      = "*" | digits { "," digits } | a project's code | an income kind
//   digits    = 3, 5 or 7 of them
//   measure   = "initial_budget" 年初预算 | "final_budget" 全年预算 | "actual" 决算
//   figure    = name { "." name } | ( "figure" 文字 ) "[" name "]"
//
// A code stands for everything below it: the total that is printed for it, or else the sum of its
// rows; with `rows`, always that sum. Several codes stand for their sum: one that no row is printed
// for adds nothing, but some row must be. Without a form, the rows are the money itself.
// `figure[…]` names a figure of the bureau's own. growth(a, b) is 100 × (a − b) ÷ b; share(a, b),
// 100 × a ÷ b.
//
// Where a submission does not state total.x, it is basic.x + project.x; x.prior, it is x.actual −
// x.change; a balance of all money or of appropriations, it is the sum of those of its funds.
// Where anything else is not stated, the formula says nothing.
//
// A condition looks at the number as printed: a formula `when x = 0` is asked where x is printed as
// zero, one `when x > 0` where more than zero is printed.
//
//   T3.功能[*].决算 = T3.功能[*].决算.基本 + T3.功能[*].决算.项目
//   T6.经济[30217].决算 <= 三公.公务接待.决算
//   three_public.change_percent = growth(three_public.actual, three_public.prior)
//   结转结余.年初.一般公共预算 = 上年.结转结余.年末.一般公共预算
//   公用经费.决算 = T6.经济[302、310].决算
//   三公.公务接待.决算 = 0 当 接待.批次 = 0
//
// A scope says whom a formula concerns: `*` for everybody, or conditions that all must hold:
//
//   scope     = "*" | condition { ";" condition }
//   condition = ( "kind" | "报送" ) ":" kinds | ( "unit_type" | "单位类型" ) ":" types
//
//   报送: 决算, 自评; 单位类型: 行政, 参公

/// A relation between figures as the bureau wrote it, such as `income.total = 收入[*].决算`.
public struct Formula: Hashable, Sendable {
  /// How the left side stands to the right one.
  public typealias Comparison = LinearForm.Comparison

  /// What the left side is compared with.
  public enum Side: Hashable, Sendable {
    /// A sum of figures.
    case sum(FormulaSum)
    /// 100 × (current − prior) ÷ prior.
    case growth(current: FormulaSum, prior: FormulaSum)
    /// 100 × part ÷ whole.
    case share(part: FormulaSum, whole: FormulaSum)
  }

  /// The side that is judged.
  public let left: FormulaSum
  /// How the two sides stand to each other.
  public let comparison: Comparison
  /// The side that it is judged by.
  public let right: Side
  /// What must be printed for the relation to be asked for; nil for nothing.
  public let condition: FormulaCondition?

  /// Sets two sides beside each other.
  public init(
    _ left: FormulaSum, _ comparison: Comparison, _ right: Side,
    when condition: FormulaCondition? = nil
  ) {
    self.left = left
    self.comparison = comparison
    self.right = right
    self.condition = condition
  }

  /// The sums of the right side, in their order.
  var rightSums: [FormulaSum] {
    switch right {
    case .sum(let sum): [sum]
    case .growth(let current, let prior): [current, prior]
    case .share(let part, let whole): [part, whole]
    }
  }

  /// Every reference, in the order in which it is written.
  var references: [FormulaReference] {
    ([left] + rightSums).flatMap(\.references) + (condition.map { [$0.reference] } ?? [])
  }
}

/// A number that must be printed as zero, or as more than zero, for a formula to be asked.
public struct FormulaCondition: Hashable, Sendable {
  /// The number.
  public let reference: FormulaReference
  /// Whether it must be zero; else more than that.
  public let isZero: Bool

  /// Asks for a number.
  public init(_ reference: FormulaReference, isZero: Bool) {
    self.reference = reference
    self.isZero = isZero
  }
}

/// Terms that are added up.
public struct FormulaSum: Hashable, Sendable {
  /// One term with its sign and factor.
  public enum Term: Hashable, Sendable {
    /// So many times what a reference stands for.
    case reference(Int, FormulaReference)
    /// A number, its sign included.
    case number(FormulaNumber)
  }

  /// The terms, at least one.
  public let terms: [Term]

  /// Adds up terms.
  public init(_ terms: [Term]) {
    self.terms = terms
  }

  /// The references, in the order in which they are written.
  var references: [FormulaReference] {
    terms.compactMap { if case .reference(_, let reference) = $0 { reference } else { nil } }
  }
}

/// An exact number in a formula.
public struct FormulaNumber: Hashable, Sendable {
  /// What the number counts.
  public enum Unit: Hashable, Sendable {
    /// Pieces; a bare zero is a zero of anything.
    case count
    /// Percent.
    case percent
    /// Money.
    case amount(AmountUnit)
  }

  /// The digits as written.
  public let value: PrintedNumber
  /// What they count.
  public let unit: Unit

  /// Writes a number.
  public init(_ value: PrintedNumber, _ unit: Unit) {
    self.value = value
    self.unit = unit
  }
}

/// What a formula names: a figure or rows, and in whose submission they stand.
public struct FormulaReference: Hashable, Sendable {
  /// Which unit's submission.
  public enum Kin: Hashable, Sendable {
    /// The unit's own.
    case own
    /// That of the unit above it.
    case parent
    /// Those of all units right under it, added up.
    case children
  }

  /// Where a reference stands.
  public enum Item: Hashable, Sendable {
    /// Outside the tables.
    case figure(FigureName)
    /// Outside the tables, under a name that only the bureau knows.
    case ownFigure(FigureName)
    /// In a table.
    case rows(FormulaRows)
  }

  /// Whether it stands in the submission of the year before.
  public var isPrior = false
  /// Whose submission it stands in.
  public var kin = Kin.own
  /// In which kind of submission; nil for the same kind as the one that is checked.
  public var kind: SubmissionKind?
  /// What it names there.
  public var item: Item

  /// Names something in the submission that is checked.
  public init(_ item: Item) {
    self.item = item
  }

  /// Whether it may stand in another submission than the one that is checked.
  public var isForeign: Bool { isPrior || kin != .own || kind != nil }
}

/// The rows that a formula names.
public struct FormulaRows: Hashable, Sendable {
  /// The printed form; nil for the money itself.
  public var form: String?
  /// The section.
  public var section: Section
  /// The code as written: `*`, digits, a project's code or an income kind; several behind commas.
  public var code: String
  /// The measure.
  public var measure: Measure
  /// The expenditure kind; `.unstated` for all.
  public var kind = ExpenditureKind.unstated
  /// The fund; `.unstated` for all.
  public var fund = FundType.unstated
  /// Whether to add up rows even where their total is printed.
  public var isSumOfRows = false

  /// The codes by themselves.
  var codes: [String] {
    section == .functional || section == .economic
      ? code.split(separator: ",").map(String.init) : [code]
  }

  /// Names rows of all kinds and funds.
  public init(form: String? = nil, section: Section, code: String, measure: Measure) {
    self.form = form
    self.section = section
    self.code = code
    self.measure = measure
  }
}
