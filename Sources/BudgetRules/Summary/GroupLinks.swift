public import BudgetDomain

extension GroupEqualsUnits {
  /// Where an amount of a group's own book is compared.
  static func place(
    of header: SubmissionHeader, unitCode: String, _ code: SubjectCode, _ measure: Measure
  ) -> Place {
    var place = Place(year: header.year, unit: unitCode)
    (place.kind, place.section) = (header.kind, .functional)
    place.code = code.description
    place.measure = measure
    return place
  }

  /// What must hold between a group's book and those of its units, row by row, for every subject
  /// that the group states.
  ///
  /// - Parameter units: The books that the units' sum of a measure is made of.
  public static func links(
    of group: SubmissionView, with units: (Measure) -> [SubmissionView]
  ) -> [StatedRelation] {
    Measure.allCases.flatMap { measure -> [StatedRelation] in
      let own = group.countedFigures(measure)
      let parts = units(measure).flatMap { $0.countedFigures(measure) }
      return Set(own.lazy.flatMap(\.codes)).sorted().compactMap { code in
        let control = own.filter { $0.codes.contains(code) }.map(\.figure)
        let rows = parts.filter { $0.codes.contains(code) }.map(\.figure)
        guard let stated = control.first, !rows.isEmpty else { return nil }
        let terms =
          control.dropFirst().map { LinearForm.Term(-1, $0) } + rows.map { LinearForm.Term(1, $0) }
        return StatedRelation(
          rule: description,
          place: place(of: group.header, unitCode: group.unitCode, code, measure),
          relation: Relation(stated, .linear(LinearForm(.equal, terms)), precision: .own),
          isLink: true)
      }
    }
  }
}

extension SubmissionView {
  /// The functional amounts that count, by the order of their rows, each with its code and all
  /// codes above it.
  fileprivate func countedFigures(_ measure: Measure)
    -> [(codes: [SubjectCode], figure: PrintedFigure)]
  {
    var counted: [(codes: [SubjectCode], figure: PrintedFigure)] = []
    for table in tables where table.section == .functional && table.isMoney {
      for (index, row) in table.rows[measure].enumerated()
      where table.roles[measure][index] == .own {
        guard let figure = figure(row: row, measure) else { continue }
        let codes = sequence(first: lines[Int(row)].code) { $0.parent }
        counted.append((Array(codes), figure.owned(by: header.id)))
      }
    }
    return counted.sorted { ($0.figure.lineNumber ?? 0) < ($1.figure.lineNumber ?? 0) }
  }
}
