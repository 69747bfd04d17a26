import ArgumentParser

/// The year that a command is about.
struct YearArgument: ParsableArguments {
  @Argument(help: "The budget year.")
  var year: Int

  func validate() throws {
    // The bounds of the tables' constraint fiscal_year_is_plausible.
    guard (1949...2999).contains(year) else {
      throw ValidationError("YEAR must lie within 1949 and 2999.")
    }
  }
}
