import BudgetDomain

/// What a unit's own report of last year printed: figures by name, rows by what they are of.
struct LastReport {
  private var values: [Place: Set<Int128>] = [:]

  init(_ submission: SubmissionView) {
    Self.forEachFigure(of: submission) { place, figure in
      values[place, default: []].insert(Span.inTicks(figure.value))
    }
  }

  /// The figures of this year's report that are what they were, down to the last digit.
  func figures(repeatedIn submission: SubmissionView) -> Set<FigureKey> {
    var repeated: Set<FigureKey> = []
    Self.forEachFigure(of: submission) { place, figure in
      let value = Span.inTicks(figure.value)
      guard value != 0, values[place]?.contains(value) ?? false else { return }
      repeated.insert(figure.owned(by: submission.header.id).key)
    }
    return repeated
  }

  /// Calls `body` with each figure and its place, which is the same every year.
  private static func forEachFigure(
    of submission: SubmissionView, _ body: (Place, PrintedFigure) -> Void
  ) {
    func timeless(_ place: Place) -> Place {
      var place = place
      (place.year, place.kind) = (FiscalYear(0), nil)
      return place
    }
    for name in submission.figureNames {
      guard let figure = submission.figure(name), figure.isWorkable else { continue }
      body(timeless(submission.place(ofFigure: name.text)), figure)
    }
    for table in submission.tables {
      for measure in Measure.allCases {
        for row in table.rows[measure] {
          guard let figure = submission.figure(row: row, measure) else { continue }
          var place = timeless(submission.place(of: submission.lines[Int(row)], measure))
          if let within = table.within { place.code = "\(within)/\(place.code ?? "")" }
          body(place, figure)
        }
      }
    }
  }
}
