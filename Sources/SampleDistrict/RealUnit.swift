import BudgetDomain

/// The one real unit: a published self-evaluation of 2023, with its figures and codes as printed.
///
/// Source: 2023年度部门整体支出绩效自评报告 of the standing committee of the people's congress of
/// 渌口区, 株洲市. Amounts in 万元 keep their printed decimals; the report leaves fund types open
/// and does not say what kind of spending 其他支出 is. No sentence of it is repeated here.
enum RealUnit {
  /// The year of the report, the only year in which the unit is valid.
  static let year = 2023

  static let unit: Unit = {
    var unit = Unit(
      code: "100001", name: "株洲市渌口区人大常委会", parentCode: nil, type: .administration,
      style: .wanYuan, standsUnderControlTotal: false)
    unit.validFrom = year
    unit.validTo = year
    return unit
  }()

  static let expectation = Expectation(
    year: year, unitCode: unit.code, kind: .selfEvaluation, dueOn: "2024-03-31")

  /// The report as a submission.
  static func book(id: Int64) -> Book {
    var header = FiledHeader(
      unitCode: unit.code, year: year, kind: .selfEvaluation, style: .wanYuan,
      submittedAt: "2024-03-20 10:00:00+08")
    header.id = id
    header.source = "公开报告2023"
    var book = Book(header)
    for (code, name, kind, actual) in functional {
      var line = Line(
        number: 0, section: .functional, functionalCode: code, printedName: name, kind: kind)
      line.amounts.actual = actual
      book.add(line)
    }
    for (code, actual) in economic {
      var line = Line(number: 0, section: .economic, economicCode: code, kind: .basic)
      line.amounts.actual = actual
      book.add(line)
    }
    addProjects(to: &book)
    for (name, value) in figures { book.state(name, value) }
    return book
  }

  private static func addProjects(to book: inout Book) {
    for (code, name, functionalCode, initial, actual) in projects {
      var line = Line(
        number: 0, section: .project, functionalCode: functionalCode, projectCode: code,
        printedName: name, kind: .project)
      line.amounts.initial = initial
      line.amounts.actual = actual
      book.add(line)
      let number = Int64(book.lines.count)
      for (subject, amount, kind, text) in explanations where subject == functionalCode {
        book.explanations.append(
          Explanation(lineNumber: number, amount: amount, kind: kind, text: text))
      }
    }
    for (figure, text) in reasons {
      book.explanations.append(Explanation(figure: figure, text: text))
    }
  }

  private static let functional:
    [(code: String, name: String, kind: ExpenditureKind?, actual: PrintedNumber)] = [
      ("2010101", "行政运行", .basic, printed(634_00, 2)),
      ("2010104", "人大会议", .project, printed(48_6, 1)),
      ("2010107", "人大代表履职能力提升", .project, printed(58_73, 2)),
      ("2010108", "代表工作", .project, printed(37_63, 2)),
      ("2069999", "其他科学技术支出", .basic, printed(0_1, 1)),
      ("2080505", "机关事业单位基本养老保险缴费支出", .basic, printed(53_42, 2)),
      ("2101101", "行政单位医疗", .basic, printed(30_01, 2)),
      ("2210201", "住房公积金", .basic, printed(51_96, 2)),
      ("2299999", "其他支出", nil, printed(64_95, 2)),
    ]

  private static let economic: [(code: String, actual: PrintedNumber)] = [
    ("301", printed(612_11, 2)), ("303", printed(16_96, 2)), ("302", printed(130_73, 2)),
    ("310", printed(9_68, 2)),
  ]

  private static let projects:
    [(
      code: String, name: String, functionalCode: String, initial: PrintedNumber,
      actual: PrintedNumber
    )] = [
      ("100001-1", "人大会议", "2010104", printed(48_6, 1), printed(48_6, 1)),
      ("100001-2", "人大代表履职能力提升", "2010107", printed(61_8, 1), printed(58_73, 2)),
      ("100001-3", "代表工作", "2010108", printed(7_6, 1), printed(37_63, 2)),
    ]

  private static let figures: [(name: String, value: PrintedNumber)] = [
    ("basic.initial_budget", printed(751_03, 2)), ("basic.actual", printed(769_49, 2)),
    ("project.initial_budget", printed(118, 0)), ("total.final_budget", printed(979_40, 2)),
    ("total.actual", printed(979_40, 2)), ("three_public.actual", printed(4_89, 2)),
    ("three_public.change", printed(1_28, 2)), ("three_public.change_percent", printed(26, 0)),
    ("meeting.actual", printed(54_37, 2)), ("meeting_general.actual", printed(5_77, 2)),
    ("meeting_congress.actual", printed(48_6, 1)), ("meeting.change", printed(-81, 2)),
    ("meeting.change_percent", printed(-2, 0)), ("training.actual", printed(66, 2)),
    ("training.change", printed(-1, 1)), ("training.change_percent", printed(-11, 0)),
    ("training.persons", printed(3, 0)), ("staff.authorised", printed(24, 0)),
    ("staff.actual", printed(32, 0)), ("share_percent.2010101", printed(65, 0)),
    ("share_percent.2010104", printed(5, 0)), ("share_percent.2010107", printed(6, 0)),
    ("share_percent.2010108", printed(4, 0)), ("share_percent.2080505", printed(5, 0)),
    ("share_percent.2101101", printed(3, 0)), ("share_percent.2210201", printed(5, 0)),
    ("share_percent.2299999", printed(7, 0)),
  ]

  private static let explanations:
    [(subject: String, amount: PrintedNumber?, kind: String, text: String)] = [
      ("2010107", nil, "reason", "厉行节约,支出低于预算"),
      ("2010108", printed(10_03, 2), "superior_money", "上级人大代表活动资金,年初未列"),
      ("2010108", printed(20, 0), "direct_transfer", "财政直拨乡镇代表小组,年初未列"),
    ]

  private static let reasons: [(figure: String, text: String)] = [
    ("three_public.change", "来访调研与交流增多,接待随之增加"),
    ("meeting.change", "厉行节约"),
    ("training.change", "仅说明有三人参训"),
  ]

  /// Digits with `decimals` of them after the point.
  private static func printed(_ digits: Int64, _ decimals: UInt8) -> PrintedNumber {
    PrintedNumber(digits, decimals: decimals)
  }
}
