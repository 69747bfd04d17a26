import BudgetDomain
import BudgetRules
import Testing

/// What can be written, what it means, and what is said where something else stands.
@Suite struct FormulaParserTests {
  private static let twins = [
    ("functional[201].actual.basic = basic.actual", "功能[201].决算.基本=基本支出.决算"),
    (
      "T3.functional[*].actual = T3.functional[*].actual.basic + T3.functional[*].actual.project",
      "T3.功能[*].决算＝T3.功能【*】.决算.基本 ＋ T3.功能［*］.决算.项目"
    ),
    (
      "T6.economic[30217].actual <= three_public.reception.actual",
      "T6.经济[30217].决算≤三公.公务接待.决算"
    ),
    (
      "total.change_percent = growth(total.actual, prior.total.actual)",
      "总支出.增减百分比 = 增长率（总支出.决算，上年.总支出.决算）"
    ),
    (
      "share_percent.201 = share(functional[201].actual.rows, total.actual)",
      "占比.201 = 占比(功能[201].决算.明细, 总支出.决算)"
    ),
    (
      "prior.balance.closing.general - 2 * balance.opening.general = 0",
      "上年.结转结余.年末.一般公共预算 － 2×结转结余.年初.一般公共预算 = 0"
    ),
    (
      "functional[*].initial_budget.general >= children.functional[*].initial_budget.general",
      "功能[*].年初预算.一般公共预算 >= 下级单位.功能[*].年初预算.一般公共预算"
    ),
    (
      "prior.parent.budget.income[superior_subsidy].actual = -1.50 wan_yuan + figure[本局.专项]",
      "上年.上级单位.预算报送.收入[上级补助].决算 = -1.50万元+文字[本局.专项]"
    ),
    ("staff.actual <= 3", "人员.在职 <= 3"),
    (
      "form[财决05].project[P-1].final_budget <= 30 yi_yuan - 5.5 yuan",
      "表[财决05].项目[ P-1 ].全年预算\n  <= 30 亿元 - 5.5 元"
    ),
    ("three_public.change_percent <= 10.5%", "三公.增减百分比 <= 10.5％"),
    (
      "public_cost.actual = T6.economic[302, 310].actual",
      "公用经费.决算 = T6.经济[310、302].决算"
    ),
    (
      "three_public.reception.actual = 0 when reception.batches = 0",
      "三公.公务接待.决算 = 0 当 接待.批次 ＝ 0"
    ),
    (
      "total.completion_percent = share(total.actual, total.initial_budget) "
        + "when functional[*].initial_budget > 0",
      "总支出.完成百分比 = 占比(总支出.决算, 总支出.年初预算) 当 功能[*].年初预算 ＞ 0"
    ),
  ]

  @Test(arguments: twins)
  func readsBothLanguages(english: String, chinese: String) throws {
    let formula = try Formula(english)
    #expect(try Formula(chinese) == formula)
    #expect(formula.description == english)
    #expect(try Formula(formula.text(in: .chinese)) == formula)
  }

  @Test func keepsEveryPartOfAReference() throws {
    let formula = try Formula("prior.children.budget.T5.economic[301].actual.basic.fund.rows = 0")
    var rows = FormulaRows(form: "T5", section: .economic, code: "301", measure: .actual)
    (rows.kind, rows.fund, rows.isSumOfRows) = (.basic, .fund, true)
    var reference = FormulaReference(.rows(rows))
    (reference.isPrior, reference.kin, reference.kind) = (true, .children, .budget)
    #expect(formula.left == FormulaSum([.reference(1, reference)]))
    #expect(formula.comparison == .equal)
    #expect(formula.right == .sum(FormulaSum([.number(.init(PrintedNumber(0), .count))])))
  }

  private static let slips = [
    ("", "line 1, column 1: expected a figure, rows or a number, but the text ends"),
    ("total.actual", "line 1, column 13: expected “=”, “<=” or “>=”, but the text ends"),
    ("total.actual < 5", "line 1, column 14: expected “<=”, found “<”"),
    ("total.actual = \n  + 5", "line 2, column 3: expected a figure, rows or a number, found “+”"),
    (
      "total = 5", "line 1, column 1: expected a figure, such as three_public.actual, found “total”"
    ),
    ("total. = 5", "line 1, column 8: expected a name behind the “.”, found “=”"),
    (
      "三公.决算 = 功能[20].决算",
      "line 1, column 11: expected “*” or a code of 3, 5 or 7 digits, found “[20]”"
    ),
    (
      "三公.决算 = 经济[2010101].决算",
      "line 1, column 11: expected “*” or a code of 3 or 5 digits, found “[2010101]”"
    ),
    (
      "三公.决算 = 功能[201",
      "line 1, column 15: expected “]”, but the text ends"
    ),
    (
      "三公.决算 = 功能[201]",
      "line 1, column 11: expected initial_budget, final_budget or actual behind the code, "
        + "found “[201]”"
    ),
    (
      "三公.决算 = 功能[201].决算.年初预算",
      "line 1, column 20: expected a measure, a kind, a fund or “rows”, found “年初预算”"
    ),
    (
      "三公.决算 = 收入[财政].决算",
      "line 1, column 11: expected “*” or an income kind, such as appropriation, found “[财政]”"
    ),
    (
      "T3.三公.决算 = 5",
      "line 1, column 4: expected rows, such as functional[201], found “三公”"
    ),
    (
      "三公.决算 = 基金[201].决算",
      "line 1, column 9: expected functional[…], economic[…], project[…], income[…], form[…] or "
        + "figure[…], found “基金[201]”"
    ),
    ("三公.增减百分比 = 增长率(三公.决算)", "line 1, column 21: expected “,”, found “)”"),
    (
      "三公.决算 = 三公.决算 三公.决算",
      "line 1, column 15: expected the end of the formula, found “三公”"
    ),
    (
      "三公.决算 = 10000 * 三公.决算",
      "line 1, column 9: expected a whole factor from 1 to 9999, found “10000”"
    ),
    (
      "三公.决算 = 经济[301,3010101].决算",
      "line 1, column 11: expected “*” or a code of 3 or 5 digits, found “[301,3010101]”"
    ),
    (
      "三公.决算 = 经济[30101、301].决算",
      "line 1, column 11: expected codes of which none is within another, found “[30101、301]”"
    ),
    (
      "三公.决算 = 经济[301、].决算",
      "line 1, column 11: expected “*” or a code of 3 or 5 digits, found “[301、]”"
    ),
    ("三公.决算 > 0", "line 1, column 7: expected “=”, “<=” or “>=”, found “>”"),
    ("三公.决算 = 0 当", "line 1, column 12: expected a figure, rows or a number, but the text ends"),
    ("三公.决算 = 0 当 接待.批次 >= 0", "line 1, column 19: expected “=” or “>”, found “>=”"),
    ("三公.决算 = 0 当 接待.批次 > 1", "line 1, column 21: expected 0, found “1”"),
    (
      "三公.决算 = 0 当 接待.批次 = 0 当 接待.人次 = 0",
      "line 1, column 23: expected the end of the formula, found “当”"
    ),
    (
      "三公.决算 = 三公.决算 / 2",
      "line 1, column 15: expected a figure, rows or an operator, found “/”"
    ),
  ]

  @Test(arguments: slips)
  func saysWhatWasExpectedWhere(text: String, message: String) {
    let error = #expect(throws: FormulaError.self) { try Formula(text) }
    #expect(error?.message.english == message)
    #expect(error?.message.chinese.contains("应为") == true)
  }

  @Test func readsScopes() throws {
    #expect(try FormulaScope("*") == FormulaScope())
    let both = FormulaScope(
      kinds: [.finalAccount, .selfEvaluation], unitTypes: ["行政", "参公"])
    #expect(try FormulaScope("报送：决算、自评；单位类型：行政，参公") == both)
    #expect(try FormulaScope("unit_type: 行政, 参公; kind: final_account, self_evaluation") == both)
  }

  @Test(arguments: [
    ("", "line 1, column 1: expected “*”, “kind:” or “unit_type:”, but the text ends"),
    ("报送 决算", "line 1, column 1: expected “*”, “kind:” or “unit_type:”, found “报送”"),
    ("报送: 月报", "line 1, column 5: expected final_account, self_evaluation or budget, found “月报”"),
    ("单位类型: ", "line 1, column 7: expected a name, but the text ends"),
    ("报送: 决算 行政", "line 1, column 8: expected “;” or the end, found “行政”"),
  ])
  func saysWhatAScopeIs(text: String, message: String) {
    let error = #expect(throws: FormulaError.self) { try FormulaScope(text) }
    #expect(error?.message.english == message)
  }

  /// Pieces of formulas in any order: each text is read and written back as the same formula, or
  /// refused at a place within it.
  @Test(arguments: UInt64(1)...40)
  func neverLosesItsPlace(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "total.actual", "三公.决算", "功能[201,202].决算", "经济[301、302]", ".基本", "T3.", "上年.", "当",
      " when ", "= 0", "> 0", ">", "<=", "=", "+", "-", "2 * ", "5.5 元", "10%", "(", ")", ",",
      "占比(",
      "growth(total.actual, total.prior)", "[", "]", "\n", "?", "0", "收入[其他].决算", "项目[甲].年初预算",
    ]
    for _ in 0..<60 {
      let text = (0..<Int.random(in: 1...8, using: &random))
        .compactMap { _ in pieces.randomElement(using: &random) }.joined(separator: " ")
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let error: FormulaError?
      do throws(FormulaError) {
        let formula = try Formula(text)
        #expect((try? Formula(formula.description)) == formula, "\(text)")
        #expect((try? Formula(formula.text(in: .chinese))) == formula, "\(text)")
        error = nil
      } catch let refusal {
        error = refusal
      }
      guard let error else { continue }
      #expect((1...lines.count).contains(error.line), "\(text): \(error)")
      guard lines.indices.contains(error.line - 1) else { continue }
      #expect((1...lines[error.line - 1].count + 1).contains(error.column), "\(text): \(error)")
    }
  }
}
