internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

extension Connection {
  /// Writes the ways that a year's money goes to the newest year into the volume that the search
  /// path names first. They are in the restated cells already, so no fingerprint covers them.
  ///
  /// - Parameter unitCodes: The units of the year.
  borrowing func writeRoutes(
    of frame: ComparableFrame, in year: FiscalYear, unitCodes: [String]
  ) throws {
    try copyIn(.copyCodeRoutes) { writer in
      var place: Int16 = 0
      var last: BookedCode?
      for route in frame.codeRoutes(in: year) {
        place = route.booked == last ? place + 1 : 1
        last = route.booked
        try writer.beginRow(fieldCount: 6)
        try writer.append(text: route.booked.fund.name)
        try writer.append(text: route.booked.code.description)
        try writer.append(text: route.target.description)
        try writer.append(int16: place)
        try writer.append(int64: route.share.numerator)
        try writer.append(int64: route.share.denominator)
      }
    }
    try copyIn(.copyUnitRoutes) { writer in
      for code in unitCodes {
        for (index, route) in frame.unitRoutes(of: code, in: year).enumerated() {
          try writer.beginRow(fieldCount: 6)
          try writer.append(text: route.unit)
          try writer.append(text: route.target)
          try writer.append(int16: Int16(index + 1))
          try writer.append(int64: route.share.numerator)
          try writer.append(int64: route.share.denominator)
          try writer.append(text: route.kind?.rawValue)
        }
      }
    }
  }
}
