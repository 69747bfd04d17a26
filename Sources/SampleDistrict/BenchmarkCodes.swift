import BudgetDomain

/// The codes of a benchmark district that change within the ten years, one example of every kind.
///
/// The accounts of the last year stand on the codes of `BenchmarkMenu`; before a change the same
/// money stands on the codes of then. Ten of the twenty codes of the menus are touched, more than
/// ten years of a real list do: what it costs is shown rather too high than too low. Source of the
/// move of 2017: the ministry's list, 21005 until 2016; the others are made up in the manner of the
/// list, apart from the one that stands in the shipped crosswalk.
struct BenchmarkCodes {
  /// What is booked on a code, or on every other row of it, was booked on another one before.
  private struct Origin {
    let code: String
    /// The last year of the code before.
    let last: Int
    let before: String
    var isEveryOtherRow = false
  }

  private static let origins = [
    // A whole 款 that every unit has, with its 项.
    Origin(code: "2101101", last: 2016, before: "2100501"),
    Origin(code: "2101102", last: 2016, before: "2100502"),
    // A merge of two codes in one.
    Origin(code: "2011302", last: 2017, before: "2011304"),
    Origin(code: "2011304", last: 2017, before: "2011306", isEveryOtherRow: true),
    // In the shipped crosswalk, from another 类: 21605 joins 20701.
    Origin(code: "2070101", last: 2018, before: "2160501", isEveryOtherRow: true),
    // A split of which nobody knows the shares.
    Origin(code: "2120201", last: 2019, before: "2120101"),
    // A chain over two years.
    Origin(code: "2060702", last: 2019, before: "2060704"),
    Origin(code: "2060704", last: 2015, before: "2060701"),
    // A split with exact shares.
    Origin(code: "2010602", last: 2020, before: "2010302"),
    // A whole 项.
    Origin(code: "2079903", last: 2021, before: "2079902"),
  ]

  /// The rows of the crosswalk beside the shipped ones.
  static let changes = [
    CodeChange(from: "21005", to: "21011", year: 2017, share: (1, 1), kind: "move"),
    CodeChange(from: "2011304", to: "2011302", year: 2018, share: (1, 1), kind: "merge"),
    CodeChange(from: "2011306", to: "2011302", year: 2018, share: (1, 1), kind: "merge"),
    CodeChange(from: "2120101", to: "2120101", year: 2020),
    CodeChange(from: "2120101", to: "2120201", year: 2020),
    CodeChange(from: "2060701", to: "2060704", year: 2016, share: (1, 1), kind: "recode"),
    CodeChange(from: "2060704", to: "2060702", year: 2020, share: (1, 1), kind: "recode"),
    CodeChange(from: "2010302", to: "2010302", year: 2021, share: (7, 10)),
    CodeChange(from: "2010302", to: "2010602", year: 2021, share: (3, 10)),
    CodeChange(from: "2079902", to: "2079903", year: 2022, share: (1, 1), kind: "recode"),
  ]

  /// The codes of before that the shipped list does not have, with their last years.
  private static let retired = [
    ("21005", "医疗保障", 2016), ("2100501", "行政单位医疗", 2016), ("2100502", "事业单位医疗", 2016),
    ("2011304", "对外贸易管理", 2017), ("2011306", "外资管理", 2017), ("2160501", "行政运行", 2018),
    ("2060701", "机构运行", 2015), ("2060704", "学术交流活动", 2019),
    ("2079902", "宣传文化发展专项支出", 2021),
  ]

  /// The code on which money of `year` stands that stands on `code` in the end.
  ///
  /// - Parameter row: The row's number among the money rows of its account.
  static func code(_ code: String, row: Int, in year: Int) -> String {
    origins.reduce(code) { code, origin in
      let isMeant =
        origin.code == code && year <= origin.last && !(origin.isEveryOtherRow && row % 2 == 0)
      return isMeant ? origin.before : code
    }
  }

  /// Writes crosswalk.csv and functional_subject.csv.
  static func write(to directory: String) throws(SampleError) -> [SampleReceipt.File] {
    var list = try CSVFile(
      directory + "/functional_subject.csv",
      header: ["fund_type", "code", "valid_from", "valid_to", "name", "source"])
    for (code, name, last) in retired {
      list.field(FundType.general.name)
      list.field(code)
      list.field(2007)
      list.field(Int64(last))
      list.field(name)
      list.field("样例数据")
      try list.endRow()
    }
    return [
      try ImportFiles(directory: directory).write(changes),
      SampleReceipt.File(name: "functional_subject.csv", rows: try list.finish()),
    ]
  }
}
