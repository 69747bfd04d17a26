import BudgetDomain

extension [StatedRelation] {
  /// What figures have in common that relations can tie together: the column that they stand in,
  /// or their name outside the tables.
  private enum Knot: Hashable {
    case column(Int64?, Section?, Measure)
    case figure(Int64?, FigureName)
    case other(String)
  }

  /// The relations that are tied to a broken one, over any number of others: nearly always those
  /// of one measure in three. The others have no figure in common with them and say nothing.
  func connected(to anomalies: [Anomaly]) -> [StatedRelation] {
    let broken = Set(anomalies.filter { $0.severity == .error }.map { AnomalyIdentity($0) })
    let found = Set(anomalies.map { AnomalyIdentity($0) })
    let knots = map(Self.knots)
    var isTied = map { ($0.isLink ? found : broken).contains(AnomalyIdentity($0)) }
    var tied: Set<Knot> = []
    var next = indices.filter { isTied[$0] }
    while !next.isEmpty {
      for index in next { tied.formUnion(knots[index]) }
      next = indices.filter { !isTied[$0] && !tied.isDisjoint(with: knots[$0]) }
      for index in next { isTied[index] = true }
    }
    return indices.filter { isTied[$0] }.map { self[$0] }
  }

  /// The rows of a total stand in its own column; a figure outside the tables sums up one column.
  /// Of a formula every figure is looked at.
  private static func knots(of stated: StatedRelation) -> [Knot] {
    let relation = stated.relation
    guard stated.rule.code != TotalEqualsRows.description.code,
      stated.rule.code != PartWithinRows.description.code
    else { return [knot(of: relation.stated, in: stated.place.section)] }
    guard stated.rule.code != FigureEqualsSection.description.code else {
      return relation.stated.parts.map { knot(of: $0, in: nil) }
        + relation.figures.dropFirst().prefix(1).map { knot(of: $0, in: stated.place.section) }
    }
    return Array<Knot>(
      Set(relation.figures.flatMap(\.parts).map { knot(of: $0, in: nil) }))
  }

  private static func knot(of figure: PrintedFigure, in section: Section?) -> Knot {
    switch figure.name.atHome {
    case .row(let row, let measure): .column(figure.submission, section ?? row.section, measure)
    case .stated(let name): .figure(figure.submission, name)
    case .other, .elsewhere: .other(figure.label)
    }
  }
}
