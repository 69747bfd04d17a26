import BudgetDomain

/// Writes slips as anomalies.
struct SlipWriter {
  /// The most explanations that a suggestion lists.
  private static let mostListed = 5

  let header: SubmissionHeader?
  /// Where a figure stands.
  let place: (PrintedFigure) -> Place?

  /// States one slip.
  ///
  /// - Parameter columns: The slip in each measure that it touched; at least one. The last, which
  ///   is the actual amount where that is wrong, is shown. A slip in several measures stands at
  ///   the row as a whole.
  func anomaly(_ columns: [SlipExplanation.Slip], _ network: RelationNetwork) -> Anomaly {
    let last = columns[columns.count - 1]
    let slip = SlipExplanation.Slip(
      relation: last.relation,
      others: columns.dropLast().flatMap { [$0.relation] + $0.others } + last.others,
      repairs: last.repairs, companions: last.companions, isAgreed: last.isAgreed,
      isComplete: columns.allSatisfy(\.isComplete), isLoose: last.isLoose)
    var anomaly = anomaly(slip, network)
    if columns.count > 1 {
      anomaly.place.measure = nil
      anomaly.evidence += columns.dropLast().map {
        Operand(network.nodes[$0.relation].stated.relation.stated)
      }
    }
    anomaly.suggestion =
      slip.isAgreed
      ? suggestion(columns, beside: slip.relation, network)
      : rivals(columns, network, isComplete: slip.isComplete)
    return anomaly
  }

  private func anomaly(_ slip: SlipExplanation.Slip, _ network: RelationNetwork) -> Anomaly {
    let node = network.nodes[slip.relation]
    guard slip.isAgreed, let repair = slip.repairs.first else {
      return anomaly(node, slip, network)
    }
    let severity: Severity = repair.soleCause == .rounding ? .info : node.stated.rule.severity
    let blamed = network.absentRows[repair.figure]?.total ?? repair.figure
    var anomaly =
      node.figures[0] == blamed
      ? self.anomaly(node, slip, network, severity)
      : self.anomaly(of: blamed, in: slip.relation, slip, network, severity)
    anomaly.cause = repair.soleCause
    if network.absentRows[repair.figure] == nil { anomaly.corrected = corrected(repair) }
    return anomaly
  }

  /// The anomaly of a relation at its own place.
  private func anomaly(
    _ node: RelationNetwork.Node, _ slip: SlipExplanation.Slip, _ network: RelationNetwork,
    _ severity: Severity? = nil
  ) -> Anomaly {
    let relation = node.stated.relation
    let evaluation =
      relation.evaluate() ?? Relation.Evaluation(verdict: node.verdict, low: nil, high: nil)
    return relation.anomaly(
      node.stated.rule, evaluation, at: node.stated.place, submission: header,
      severity: severity, remark: remark(slip, network))
  }

  /// The anomaly of a figure that the relation does not judge, at the figure's place.
  private func anomaly(
    of figure: Int, in relation: Int, _ slip: SlipExplanation.Slip, _ network: RelationNetwork,
    _ severity: Severity
  ) -> Anomaly {
    let node = network.nodes[relation]
    let key = network.figures[figure].key
    // A link says whose figure it is, and keeps its place: the other book may be of another year.
    let printed =
      node.stated.isLink
      ? node.stated.relation.figures.first { $0.key == key } ?? network.figures[figure]
      : network.figures[figure]
    let place = node.stated.isLink ? nil : place(printed)
    let span = network.span(of: figure, closing: relation, with: []) ?? .everything
    func bound(_ value: Int128, openEnds: Int) -> Interval.Bound? {
      guard value > -Span.unbounded / 2, value < Span.unbounded / 2 else { return nil }
      return Interval.Bound(Fraction(value, over: Span.ticks), isOpen: openEnds > 0)
    }
    let evaluation = Relation.Evaluation(
      verdict: .violated, low: bound(span.low, openEnds: span.openLows),
      high: bound(span.high, openEnds: span.openHighs))
    return node.stated.relation.anomaly(
      node.stated.rule, evaluation, at: place ?? node.stated.place, submission: header,
      severity: severity, figure: printed, remark: remark(slip, network))
  }

  /// Which other relations the slip breaks.
  private func remark(_ slip: SlipExplanation.Slip, _ network: RelationNetwork) -> String {
    let home = network.nodes[slip.relation].stated.home
    let isHere = { (relation: Int) in network.nodes[relation].stated.home == home }
    func list(_ relations: [Int]) -> String {
      Set(relations.map { network.nodes[$0].stated.rule.code.text }).sorted()
        .joined(separator: "、")
    }
    let here = slip.others.filter(isHere)
    let elsewhere = slip.others.filter { !isHere($0) }
    return (here.isEmpty ? "" : "同一处还使 \(list(here)) 的另外 \(here.count) 条关系不成立。")
      + (elsewhere.isEmpty
        ? "" : "同一处还使其他报送中 \(list(elsewhere)) 的 \(elsewhere.count) 条关系不成立。")
  }

  /// - Parameter columns: The slip in each measure, agreed on.
  private func suggestion(
    _ columns: [SlipExplanation.Slip], beside relation: Int, _ network: RelationNetwork
  ) -> String {
    let repairs = columns.map { $0.repairs[0] }
    let companions = columns.flatMap { $0.companions[0] }
    let many = !companions.isEmpty ? "以下各数" : repairs.count > 1 ? "该行各数" : "此数"
    let why =
      repairs[0].causeNames.map { "很可能是\($0):" } ?? "其余各数彼此相符,唯\(many)不符:"
    return why + correction(repairs, beside: relation, network)
      + together(companions, beside: relation, network) + "。请核对原表。"
  }

  /// What has to change with a slip.
  private func together(
    _ companions: [Repair], beside relation: Int, _ network: RelationNetwork
  ) -> String {
    companions.map { ",同时\(correction([$0], beside: relation, network))" }.joined()
  }

  /// What the figure to blame should have been, where nothing else would do.
  private func corrected(_ repair: Repair) -> FindingNumber? {
    guard repair.changes.count == 1, let change = repair.changes.first, change.isOnlyValue,
      let value = change.value
    else { return nil }
    return Wording.number(value.value, value.dimension)
  }

  private func rivals(
    _ columns: [SlipExplanation.Slip], _ network: RelationNetwork, isComplete: Bool
  ) -> String {
    let repairs = columns[0].repairs
    let listed = repairs.prefix(Self.mostListed).enumerated().map { index, repair in
      let trace = SlipTrace(repair, network)
      let places = columns.map { column in
        column.repairs.firstIndex { SlipTrace($0, network) == trace }
      }
      let alike = zip(columns, places).dropFirst().compactMap { column, place in
        place.map { column.repairs[$0] }
      }
      let companions =
        columns[0].companions[index]
        + zip(columns, places).dropFirst().flatMap { column, place in
          place.map { column.companions[$0] } ?? []
        }
      let relation = columns[0].relation
      let why = repair.causeNames.map { "(\($0))" } ?? ""
      return "\(index + 1)) \(correction([repair] + alike, beside: relation, network))\(why)"
        + together(companions, beside: relation, network)
    }
    let rest = repairs.count > Self.mostListed ? ";另有 \(repairs.count - Self.mostListed) 种" : ""
    let count = isComplete ? "同样简单的解释有 \(repairs.count) 种" : "可能的解释(牵涉的数较多,未再往下推算)"
    return "请核对原表。\(count):\(listed.joined(separator: ";"))\(rest)。"
  }

  /// What would have to be printed, and where, in one measure or in several.
  private func correction(
    _ repairs: [Repair], beside relation: Int, _ network: RelationNetwork
  ) -> String {
    let first = repairs[0]
    let changes = repairs.map { repair in
      repair.changes.first { $0.figure == repair.figure } ?? repair.changes[0]
    }
    let amounts = changes.map { change in
      "\(repairs.count > 1 ? measure(change, network) : "")\(value(change, network))"
    }.joined(separator: "、")
    let figure = network.figures[first.figure]
    let owner = network.owner(of: first.figure, beside: relation)
    if let row = network.absentRows[first.figure] {
      let total = network.figures[row.total]
      let place = owner + (repairs.count > 1 ? rowLabel(total) : total.label)
      return "\(place)之下少列一行\(column(row))," + (repairs.count > 1 ? amounts : "数\(amounts)")
    }
    let place = owner + (repairs.count > 1 ? rowLabel(figure) + " " : figure.label)
    return first.changes.count > 1
      ? "自\(place)起 \(first.changes.count) 个数整体错开一行,"
        + (repairs.count > 1 ? amounts : "此数\(amounts)") : "\(place)\(amounts)"
  }

  /// What is known of a missing row beside its place.
  private func column(_ row: AbsentRow) -> String {
    let fund = row.fund == .unstated ? "" : row.fund.chineseName
    let words = [fund, row.kind.chineseName].filter { !$0.isEmpty }
    return words.isEmpty ? "" : "(\(words.joined(separator: " ")))"
  }

  private func rowLabel(_ figure: PrintedFigure) -> String {
    guard case .row(let row, _) = figure.name else { return figure.label }
    return row.description
  }

  private func measure(_ change: Change, _ network: RelationNetwork) -> String {
    guard case .row(_, let measure) = network.figures[change.figure].name else { return "" }
    return measure.chineseName
  }

  private func value(_ change: Change, _ network: RelationNetwork) -> String {
    let digits = network.digits[change.figure]
    func text(_ units: Int128) -> String? {
      digits.figure(units, like: network.figures[change.figure]).map(Wording.printed)
    }
    if let range = change.range, range.count > 1, let low = text(range.lowerBound),
      let high = text(range.upperBound)
    {
      return "应在 [\(low), \(high)] 之间"
    }
    guard change.isOnlyValue, let value = change.value else { return "有误" }
    return "应为 \(Wording.printed(value))"
  }
}

extension Repair {
  /// The cause in words, or those that are as likely.
  fileprivate var causeNames: String? {
    cause.map { ([$0] + otherCauses).map(\.chineseName).joined(separator: "或") }
  }
}

extension Cause {
  /// The cause in words, as they follow "很可能是".
  fileprivate var chineseName: String {
    switch self {
    case .unitScale: "金额单位混用"
    case .sign: "正负号相反"
    case .digitsSwapped: "相邻两位数字颠倒"
    case .digitChanged: "错了一位数字"
    case .digitMissing: "少写一位数字"
    case .digitExtra: "多写一位数字"
    case .wrongBase: "百分比的基数有误"
    case .differenceAsPercent: "把增减额写成百分比"
    case .priorYearCopied: "照抄上年数"
    case .otherLineCopied: "照抄他行或他表的数"
    case .componentMissing: "合计漏计或明细漏列一项"
    case .componentDoubled: "合计重复计入一项"
    case .rowsShifted: "数据整体错行"
    case .rounding: "截尾、两次进位或凑整"
    }
  }
}
