/// The rows of one benchmark account without their amounts.
struct BenchmarkPlan {
  struct Row {
    let code: String
    let classIndex: Int
    let fund: String
    let kind: String
  }

  /// The 类 codes of the printed class totals, in order.
  let classes: [String]
  let rows: [Row]

  /// - Parameters:
  ///   - rows: Money rows, at least one for each code.
  ///   - year: The year whose codes are used; nil for those of the menu.
  init(_ menu: BenchmarkMenu, rows count: Int, withFund: Bool, in year: Int?) {
    let hasFund = withFund && menu.codes.contains { $0.hasPrefix("212") }
    let codes = (0..<count).map { number in
      let code = menu.codes[number * menu.codes.count / count]
      return year.map { BenchmarkCodes.code(code, row: number, in: $0) } ?? code
    }
    let classes = Set(codes.map { String($0.prefix(3)) }).sorted()
    self.classes = classes
    rows = codes.enumerated().map { number, own in
      let isFund = hasFund && number >= count - 4
      let code = isFund ? BenchmarkMenu.fundCode : own
      let kind = isFund || number % 2 == 1 ? "project" : "basic"
      return Row(
        code: code, classIndex: classes.firstIndex(of: String(code.prefix(3))) ?? 0,
        fund: isFund ? "fund" : "general", kind: kind)
    }
  }
}

/// The plans of all accounts of one year.
struct BenchmarkPlans {
  private let plans: [BenchmarkPlan]
  private let year: Int

  init(_ year: Int, _ parts: AcrossParts) {
    self.year = year
    plans = BenchmarkMenu.all.flatMap { menu in
      [true, false].flatMap { withFund in
        [55, 56].map {
          BenchmarkPlan(
            menu, rows: $0, withFund: withFund, in: parts.contains(.crosswalk) ? year : nil)
        }
      }
    }
  }

  /// The plan of the account of a place.
  subscript(index: Int) -> BenchmarkPlan {
    // Of 100 units, five also have fund money, where their menu has class 212.
    let menu = index % BenchmarkMenu.all.count
    let choice = (index % 100 < 5 ? 0 : 2) + (year + index) % 2
    return plans[menu * 4 + choice]
  }
}
