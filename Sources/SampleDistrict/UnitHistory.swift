import BudgetDomain

/// One unit's money over the years: levels that move by a few per cent a year.
struct UnitHistory {
  let unit: Unit
  let type: UnitType
  let seed: UInt64
  /// The year before the first one; levels start here.
  let anchorYear: Int

  /// - Precondition: `unit` is a leaf, and `anchorYear` lies before every year asked for.
  init(_ unit: Unit, seed: UInt64, anchorYear: Int) {
    self.unit = unit
    self.type = unit.type ?? .administration
    self.seed = seed
    self.anchorYear = anchorYear
  }

  /// What the unit did in `year`.
  func truth(_ year: Int) -> UnitYearTruth {
    var truth = UnitYearTruth()
    truth.counts = counts(year)
    let basics = basicRows(year)
    truth.projects = projects(year)
    truth.rows = basics + projectRows(truth.projects)
    truth.economics = economics(of: basics, year)
    truth.income = income(of: truth.rows, year)
    if truth.economic("30217") > 0 {
      truth.counts.receptionBatches = truth.economic("30217") / 60_000 + 1
      truth.counts.receptionPersons = truth.counts.receptionBatches * 7
    }
    truth.counts.trainingPersons = truth.economic("30216") / 50_000 + 1
    return truth
  }
}

extension UnitHistory {
  func dice(_ item: String, _ year: Int = 0) -> Dice { Dice(seed, unit.code, item, year: year) }

  /// The amount in fen of `item` in `year`: `base`, moved each year by the unit's own growth of
  /// -1.5 to +4.5 % and by up to `swing` permille of the item's own.
  func level(_ item: String, _ base: Int64, swing: Int64, _ year: Int) -> Int64 {
    var amount = base
    for passed in stride(from: anchorYear + 1, through: year, by: 1) {
      var common = dice("growth", passed)
      var own = dice(item, passed)
      amount = amount * (1000 + common.pick(-15...45) + own.pick(-swing...swing)) / 1000
    }
    return amount
  }

  /// Posts and people; never more people than posts.
  func counts(_ year: Int) -> Counts {
    var counts = Counts()
    counts.staffAuthorised = posts
    var ofYear = dice("staff", year)
    counts.staffActual = max(1, posts - ofYear.pick(0...posts / 8))
    var cars = dice("vehicles")
    counts.vehicles = type == .institution ? cars.pick(0...1) : cars.pick(1...4)
    return counts
  }

  /// The establishment: fixed over the years.
  private var posts: Int64 {
    var size = dice("posts")
    return type == .institution ? size.pick(12...75) : size.pick(10...48)
  }

  /// Running costs and the social rows that every unit has.
  private func basicRows(_ year: Int) -> [TruthRow] {
    var cost = dice("cost")
    let runningBase = posts * cost.pick(9_000_000...13_500_000)
    var parts = dice("parts")
    let pensionBase = runningBase * parts.pick(95...118) / 1000
    let medicalBase = runningBase * parts.pick(50...62) / 1000
    let housingBase = runningBase * parts.pick(84...99) / 1000
    let retireesBase = runningBase * parts.pick(8...30) / 1000
    var rows = [
      row(unit.basicCode, runningBase, year),
      row(SubjectMenu.pension, pensionBase, year),
      row(SubjectMenu.annuity, pensionBase / 2, year),
      row(SubjectMenu.medical(type), medicalBase, year),
      row(SubjectMenu.housing, housingBase, year),
    ]
    if parts.hits(permille: 550) {
      rows.append(row(SubjectMenu.retirees(type), retireesBase, year))
    }
    return rows
  }

  private func row(_ code: String, _ base: Int64, _ year: Int) -> TruthRow {
    let actual = level(code, base, swing: 8, year)
    var budget = dice("budget " + code, year)
    let initial = rounded(actual * budget.pick(965...1008) / 1000, by: 10_000) * 10_000
    let unspent = budget.hits(permille: 400) ? actual * budget.pick(1...8) / 1000 : 0
    return TruthRow(
      code: SubjectMenu.code(code, in: year), fund: .general, kind: .basic,
      fen: Fen(initial: initial, final: actual + unspent, actual: actual))
  }

  /// Two to five projects of the department's subjects, one more where it has fund money, and
  /// sometimes one that was not in the initial budget.
  private func projects(_ year: Int) -> [Project] {
    var choice = dice("projects")
    var plans: [(code: String, fund: FundType, planned: Bool)] = []
    for _ in 0..<choice.pick(2...5) {
      plans.append((choice.pick(unit.projectCodes), .general, true))
    }
    if let fundCode = unit.fundCode, choice.hits(permille: 400) {
      plans.append((fundCode, fundCode == SubjectMenu.stateCapital ? .capital : .fund, true))
    }
    if choice.hits(permille: 250) { plans.append((SubjectMenu.otherSpending, .general, false)) }
    return plans.enumerated().map { index, plan in
      let name = Self.projectNames[Int(choice.pick(0...Int64(Self.projectNames.count - 1)))]
      return Project(
        code: "\(unit.code)-\(10 + index)", name: name,
        functionalCode: SubjectMenu.code(plan.code, in: year), fund: plan.fund,
        fen: projectFen(index, isPlanned: plan.planned, year))
    }
  }

  private func projectFen(_ index: Int, isPlanned: Bool, _ year: Int) -> Fen {
    let item = "project \(index)"
    var size = dice(item)
    let actual = level(item, posts * size.pick(400_000...2_600_000), swing: 45, year)
    var budget = dice("budget " + item, year)
    let initial =
      isPlanned ? rounded(actual * budget.pick(860...1120) / 1000, by: 1_000_000) * 1_000_000 : 0
    let unspent = budget.hits(permille: 500) ? actual * budget.pick(1...40) / 1000 : 0
    return Fen(initial: initial, final: actual + unspent, actual: actual)
  }

  private static let projectNames = [
    "专项业务经费", "信息化运行维护", "设施维修改造", "公共服务购买", "专业设备购置",
    "宣传活动经费", "基层补助", "安全保障经费",
  ]

  /// The functional rows that the projects make: one for each code and fund.
  private func projectRows(_ projects: [Project]) -> [TruthRow] {
    var rows: [TruthRow] = []
    for project in projects {
      let same = rows.firstIndex { $0.code == project.functionalCode && $0.fund == project.fund }
      if let same {
        rows[same].fen = rows[same].fen + project.fen
      } else {
        rows.append(
          TruthRow(
            code: project.functionalCode, fund: project.fund, kind: .project, fen: project.fen))
      }
    }
    return rows
  }

  /// Appropriations cover the spending; an institution also earns a little of its own.
  private func income(of rows: [TruthRow], _ year: Int) -> [Income] {
    func spent(_ fund: FundType) -> Int64 {
      rows.reduce(0) { $1.fund == fund ? $0 + $1.fen.actual : $0 }
    }
    var income = [Income(kind: .appropriation, fund: .general, actual: spent(.general))]
    for fund in [FundType.fund, .capital] where spent(fund) > 0 {
      income.append(Income(kind: .appropriation, fund: fund, actual: spent(fund)))
    }
    if type == .institution {
      let earned = level("business", posts * 300_000, swing: 30, year)
      income.append(Income(kind: .business, fund: .other, actual: earned))
    }
    return income
  }
}
