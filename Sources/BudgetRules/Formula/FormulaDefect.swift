public import BudgetDomain

/// What is wrong with one formula of the bureau's list.
public struct FormulaDefect: Error, Hashable, Sendable {
  /// A text of the row.
  public enum Part: Hashable, Sendable {
    /// The relation.
    case formula
    /// Whom it concerns.
    case scope
  }

  /// What can be wrong.
  public enum Problem: Hashable, Sendable {
    /// The text follows no grammar.
    case unreadable(Part, FormulaError)
    /// The severity is none that a formula can have.
    case unknownSeverity
    /// No figure is named at all.
    case namesNoFigure
    /// A number cannot be worked with exactly.
    case unworkableNumber(String)
    /// Money, percentages and pieces are added or compared.
    case mixedDimensions(String, String)
    /// A quotient stands for one percentage, which it must be equal to.
    case quotientWithoutPercentage
    /// A quotient is of figures of one kind, none of them a percentage, and of no numbers.
    case unfitQuotient
    /// Both sides are the same, so the relation always holds.
    case alwaysHolds
    /// The sides differ by a number, so the relation never holds.
    case neverHolds
    /// One figure stands on both sides, so that it can only be zero.
    case onlyZero(String)
    /// No figure has the name.
    case unknownFigure(String)
    /// No list of subjects has the code.
    case unknownCode(String)
    /// The same relation stands under another rule.
    case sameAs(RuleCode)
    /// Two rules leave no value together.
    case contradicts(RuleCode)
    /// What other rules say together says this too.
    case follows(from: [RuleCode])
    /// Several rules leave no value together.
    case conflicts(with: [RuleCode])
    /// Together with other rules a figure can only be zero.
    case leavesOnlyZero(String, with: [RuleCode])
    /// The lists have the code for other years only.
    case codeOfOtherYears(String)
    /// No unit is of the type.
    case unitTypeOfNobody(String)
    /// There are submissions of other years only.
    case yearsWithoutData
    /// Later rows of the same rule hold in every year that has submissions.
    case replacedByLaterRows
    /// No year that has submissions has one before it.
    case noYearBefore
  }

  /// The rule.
  public let rule: RuleCode
  /// The first year of the row: with the rule its key.
  public let validFrom: Int
  /// What is wrong.
  public let problem: Problem

  init(_ row: FormulaRow, _ problem: Problem) {
    rule = row.code
    validFrom = row.validity.from
    self.problem = problem
  }

  /// Whether the formula is wrong, rather than idle on today's lists and submissions or needless.
  public var isError: Bool {
    switch problem {
    case .follows, .codeOfOtherYears, .unitTypeOfNobody, .yearsWithoutData, .replacedByLaterRows,
      .noYearBefore:
      false
    default: true
    }
  }

  /// The problem in words.
  public var message: FormulaError.Phrase {
    switch problem {
    case .unreadable(.formula, let error): error.message
    case .unreadable(.scope, let error):
      .init("适用范围" + error.message.chinese, "scope, " + error.message.english)
    case .unknownSeverity:
      .init("级别应为 error、review 或 info", "severity must be error, review or info")
    case .namesNoFigure: .init("公式没有引用任何数", "the formula names no figure")
    case .unworkableNumber(let text):
      .init(
        "数 \(text) 位数或大小超出可用范围", "the number \(text) is too fine or too large to work with")
    case .mixedDimensions(let first, let second):
      .init("\(first) 与 \(second) 量纲不同,不能相加或比较", "\(first) and \(second) differ in kind")
    case .quotientWithoutPercentage:
      .init("增长率、占比只能等于一个百分比", "growth and share are equal to one percentage only")
    case .unfitQuotient:
      .init(
        "增长率、占比的两项须为同一量纲的数,不含百分比和常数",
        "growth and share are of figures of one kind, no percentages or numbers")
    case .alwaysHolds: .init("两边相同,恒成立", "both sides are the same, so it always holds")
    case .neverHolds: .init("两边相差常数,恒不成立", "the sides differ by a number: it never holds")
    case .onlyZero(let name):
      .init("\(name) 同在两边,只能为零", "\(name) stands on both sides, so it can only be zero")
    case .unknownFigure(let name):
      .init(
        "没有名为 \(name) 的文字数;自定的写作 文字[\(name)]",
        "no figure is called \(name); one of your own is figure[\(name)]")
    case .unknownCode(let name): .init("\(name) 的编码不在科目表中", "the code of \(name) is in no list")
    case .sameAs(let other): .init("与规则 \(other.text) 相同", "the same as rule \(other.text)")
    case .contradicts(let other):
      .init("与规则 \(other.text) 不能同时成立", "cannot hold together with rule \(other.text)")
    case .codeOfOtherYears(let name):
      .init(
        "\(name) 的编码在规则有效年度内不存在,不会触发",
        "the code of \(name) is listed in no year of the rule: it never fires")
    case .unitTypeOfNobody(let type):
      .init("没有“\(type)”类单位,不会触发", "no unit is of type \(type): it never fires")
    case .yearsWithoutData:
      .init("有效年度内没有报送,不会触发", "no submission is of its years: it never fires")
    case .replacedByLaterRows:
      .init("有报送的年度均由本规则较新的行取代,不会触发", "later rows of the rule replace it: it never fires")
    case .noYearBefore:
      .init("有报送的年度均无上年报送,不会触发", "no year before has submissions: it never fires")
    case .follows(let others):
      .init("可由规则 \(Self.list(others)) 推出", "follows from rules \(Self.list(others))")
    case .conflicts(let others):
      .init(
        "与规则 \(Self.list(others)) 不能同时成立",
        "cannot hold together with rules \(Self.list(others))")
    case .leavesOnlyZero(let name, let others):
      .init(
        "与规则 \(Self.list(others)) 一起,\(name) 只能为零",
        "leaves \(name) only zero, together with rules \(Self.list(others))")
    }
  }

  private static func list(_ codes: [RuleCode]) -> String {
    codes.map(\.text).joined(separator: ", ")
  }
}
