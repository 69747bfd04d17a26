import BudgetDomain
import BudgetRules

/// Finds out who handed in what, and states what is wrong with that.
struct CoverageSurvey {
  private(set) var entries: [CoverageEntry] = []
  private(set) var anomalies: [Anomaly] = []

  private let batch: LoadedBatch
  private let effective: Effectiveness
  private let accepted: AcceptedTotals
  private let trees: [FiscalYear: UnitTree]
  /// All submissions by year, unit and kind, then in the order of their revisions and ids.
  private let attempts: [SubmissionIndex]
  /// By rank: what was handed in and cannot count, where nothing else of its kind does.
  private let leftOut: [UInt64: LeftOutSubmission]

  private struct Attempted: Hashable {
    let year: FiscalYear
    let unit: UnitIndex
    let kind: SubmissionKind

    init(year: FiscalYear, unit: UnitIndex, kind: SubmissionKind) {
      (self.year, self.unit, self.kind) = (year, unit, kind)
    }

    init(_ header: SubmissionHeader) {
      self.init(year: header.year, unit: header.unit, kind: header.kind)
    }

    init(_ leftOut: LeftOutSubmission) {
      self.init(year: leftOut.year, unit: leftOut.unit, kind: leftOut.kind)
    }

    /// Year, unit and kind as one number: a province has a hundred thousand places to sort.
    var rank: UInt64 {
      UInt64(year.number) << 48 | UInt64(unit) << 8 | UInt64(kind.rawValue)
    }
  }

  init(
    _ batch: LoadedBatch, effective: Effectiveness, _ accepted: AcceptedTotals,
    trees: [FiscalYear: UnitTree], leftOut: [LeftOutSubmission]
  ) {
    self.batch = batch
    self.effective = effective
    self.accepted = accepted
    self.trees = trees
    let headers = batch.headers
    attempts = headers.indices.map { (rank: Attempted(headers[$0]).rank, index: $0) }
      .sorted {
        ($0.rank, headers[$0.index].revision, $0.index)
          < ($1.rank, headers[$1.index].revision, $1.index)
      }.map(\.index)
    let unreadable = batch.unreadable.compactMap(LeftOutSubmission.init)
    self.leftOut = Dictionary((leftOut + unreadable).map { (Attempted($0).rank, $0) }) {
      $0.id < $1.id ? $1 : $0
    }
    surveyAll()
    for (kept, other) in effective.equalRevisions { stateEqualRevisions(kept, other) }
    stateUnreadable()
    for year in batch.years {
      for unit in trees[year]?.orphans ?? [] { stateOrphan(unit, year) }
    }
  }

  /// Surveys every place where something was handed in or is expected, in order.
  private mutating func surveyAll() {
    var expected: [UInt64: ExpectedSubmission] = [:]
    for row in batch.reference.expected {
      expected[Attempted(year: row.year, unit: row.unit, kind: row.kind).rank] = row
    }
    let asked = Set(batch.reference.expected.map(\.year))
    var places = batch.reference.expected.map {
      (place: Attempted(year: $0.year, unit: $0.unit, kind: $0.kind), isImplied: false)
    }
    places += leftOut.values.map { (place: Attempted($0), isImplied: false) }
    for year in batch.years where !asked.contains(year) {
      places += impliedByTree(year).map { (place: $0, isImplied: true) }
    }
    var last: UInt64?
    for index in attempts {
      let place = Attempted(batch.headers[index])
      if place.rank != last { places.append((place, false)) }
      last = place.rank
    }
    // What is implied comes first among equals, and says so for all of them.
    places.sort { ($0.place.rank, $0.isImplied ? 0 : 1) < ($1.place.rank, $1.isImplied ? 0 : 1) }
    last = nil
    var next = attempts.startIndex
    for (place, isImplied) in places where place.rank != last {
      last = place.rank
      while next < attempts.endIndex, rank(at: next) < place.rank { next += 1 }
      var end = next
      while end < attempts.endIndex, rank(at: end) == place.rank { end += 1 }
      guard trees[place.year] != nil else { continue }
      survey(place, attempts[next..<end], expected[place.rank], isImplied: isImplied)
    }
  }

  private func rank(at place: Int) -> UInt64 { Attempted(batch.headers[attempts[place]]).rank }

  /// Where nobody is named, every unit without children is expected to hand in a final account.
  private func impliedByTree(_ year: FiscalYear) -> [Attempted] {
    (trees[year]?.nodes ?? []).compactMap { node in
      guard node.isLeaf, let unit = node.unit else { return nil }
      return Attempted(year: year, unit: unit, kind: .finalAccount)
    }
  }

  private mutating func survey(
    _ place: Attempted, _ tries: ArraySlice<SubmissionIndex>, _ expected: ExpectedSubmission?,
    isImplied: Bool
  ) {
    let counted = effective[place.unit, place.year]
    let isListed = trees[place.year]?.place(of: place.unit) != nil
    if !isListed, tries.contains(where: { batch.headers[$0].status.counts }) {
      add(place, .excluded, tries.last, "单位不在本年度单位目录中,金额未汇总")
      state(
        CoverageRules.unknownUnit, place, submission: tries.last,
        message: "单位 \(code(place.unit)) 报送了\(place.year)年度数据,但不在该年度单位目录中,金额未汇总。",
        suggestion: "请在单位目录中补充该单位,或退回报送。")
    } else if let index = counted[place.kind] {
      addCounted(place, index, tries, expected)
      if index == counted.actualSource ?? counted[.budget], isEmpty(index) {
        stateEmpty(place, index)
      }
    } else if let leftOut = leftOut[place.rank] {
      add(place, .excluded, id: leftOut.id, leftOut.reason)
    } else if let reason = expected?.exemptReason {
      add(place, .exempt, tries.last, reason)
    } else if let last = tries.last {
      addUncounted(place, last, counted, isExpected: expected != nil || isImplied)
    } else if !isSatisfied(place, counted) {
      add(place, .missing, nil, nil)
      stateMissing(place, submission: nil, "未报送")
    }
  }

  private mutating func addCounted(
    _ place: Attempted, _ index: SubmissionIndex, _ tries: ArraySlice<SubmissionIndex>,
    _ expected: ExpectedSubmission?
  ) {
    let header = batch.headers[index]
    let later = tries.last {
      batch.headers[$0].revision > header.revision && !batch.headers[$0].status.counts
    }
    var notes: [String] = []
    var state = CoverageState.effective
    if let due = expected?.dueDay, let day = header.submittedDay, day > due {
      state = .late
      notes.append("逾期\(day - due)天")
      self.state(
        CoverageRules.lateSubmission, place, submission: index,
        message: "\(code(place.unit)) \(place.year)年度报送逾期\(day - due)天,已计入汇总。", suggestion: nil)
    }
    if let later {
      let attempt = batch.headers[later]
      let word = attempt.status.chineseName
      notes.append(
        "第\(attempt.revision)版为\(word)(编号\(attempt.id)),仍以第\(header.revision)版为准")
    }
    add(place, state, index, notes.isEmpty ? nil : notes.joined(separator: ";"))
  }

  private mutating func addUncounted(
    _ place: Attempted, _ last: SubmissionIndex, _ counted: EffectiveSubmissions, isExpected: Bool
  ) {
    let status = batch.headers[last].status
    let state: CoverageState =
      switch status {
      case .draft: .draft
      case .returned: .returned
      default: .missing
      }
    add(place, state, last, status == .withdrawn ? "已撤回" : nil)
    if isExpected, !isSatisfied(place, counted) {
      let words: [SubmissionStatus: String] = [
        .draft: "只有草稿", .returned: "已退回未重报", .withdrawn: "已撤回",
      ]
      stateMissing(place, submission: last, words[status] ?? "未报送")
    }
  }

  /// A final account or a self-evaluation satisfies either; a budget only itself.
  private func isSatisfied(_ place: Attempted, _ counted: EffectiveSubmissions) -> Bool {
    if place.kind == .budget { return counted[.budget] != nil }
    // What was handed in and had to be left out is listed for that, and not as missing too.
    return counted.actualSource != nil
      || [SubmissionKind.finalAccount, .selfEvaluation].contains { kind in
        leftOut[Attempted(year: place.year, unit: place.unit, kind: kind).rank] != nil
      }
  }

  private func code(_ unit: UnitIndex) -> String { batch.reference.units.codes[unit] }

  private mutating func add(
    _ place: Attempted, _ state: CoverageState, _ submission: SubmissionIndex?, _ reason: String?
  ) {
    add(place, state, id: submission.map { batch.headers[$0].id }, reason)
  }

  private mutating func add(
    _ place: Attempted, _ state: CoverageState, id: Int64?, _ reason: String?
  ) {
    entries.append(
      CoverageEntry(
        year: place.year, unit: place.unit, kind: place.kind, state: state,
        submissionID: id, reason: reason))
  }

  private mutating func stateMissing(
    _ place: Attempted, submission: SubmissionIndex?, _ how: String
  ) {
    let name = batch.reference.units.row(of: place.unit, in: place.year)?.name ?? ""
    let what = place.kind == .budget ? "部门预算" : "部门决算或绩效自评"
    state(
      CoverageRules.missingSubmission, place, submission: submission,
      message: "\(code(place.unit)) \(name) \(place.year)年度\(what)\(how)。",
      suggestion: "请催报;汇总数中不含该单位。")
  }

  /// Whether a submission has neither a row nor a figure, as far as it was looked at.
  private func isEmpty(_ submission: SubmissionIndex) -> Bool {
    !batch.isClosed(batch.headers[submission].year) && batch.figures[submission].isEmpty
      && accepted.outcome(of: submission) == nil
  }

  private mutating func stateEmpty(_ place: Attempted, _ submission: SubmissionIndex) {
    state(
      CoverageRules.emptySubmission, place, submission: submission,
      message: "\(code(place.unit)) \(place.year)年度\(place.kind.chineseName)计入汇总,但没有任何行和指标,"
        + "汇总中没有该单位的金额。",
      suggestion: "请核对是否漏载或漏填;确无收支的,请按零填列。")
  }

  private mutating func stateEqualRevisions(_ kept: SubmissionIndex, _ other: SubmissionIndex) {
    let header = batch.headers[kept]
    let place = Attempted(year: header.year, unit: header.unit, kind: header.kind)
    state(
      CoverageRules.equalRevisions, place, submission: other,
      message: "编号 \(batch.headers[other].id) 与 \(header.id) 同为第\(header.revision)版,以编号大者为准。",
      suggestion: "请在报送登记中更正版次。")
  }

  private mutating func stateUnreadable() {
    var places = EqualPlaces()
    for submission in batch.unreadable where !batch.compared.contains(submission.year) {
      var place = Place(year: submission.year, unit: code(submission.unit))
      place.kind = submission.kind
      anomalies.append(
        CoverageRules.anomaly(
          CoverageRules.unreadableSubmission, at: places.numbered(place),
          message: "报送 \(submission.id) 的 \(submission.description),不在规定之列,整份未汇总。",
          submission: submission.id, suggestion: "请改用规定的用词,或更正视图的对照。"))
    }
  }

  private mutating func stateOrphan(_ unit: UnitIndex, _ year: FiscalYear) {
    let parent = batch.reference.units.row(of: unit, in: year)?.parent ?? ""
    anomalies.append(
      CoverageRules.anomaly(
        CoverageRules.orphanUnit, at: Place(year: year, unit: code(unit)),
        message: "上级单位 \(parent) 不在\(year)年度单位目录中,暂列于全区之下。", suggestion: "请更正单位目录。"))
  }

  private mutating func state(
    _ rule: RuleDescription, _ attempted: Attempted, submission: SubmissionIndex?,
    message: String, suggestion: String?
  ) {
    var place = Place(year: attempted.year, unit: code(attempted.unit))
    place.kind = attempted.kind
    anomalies.append(
      CoverageRules.anomaly(
        rule, at: place, message: message, submission: submission.map { batch.headers[$0].id },
        suggestion: suggestion))
  }
}
