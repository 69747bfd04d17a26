internal import PostgresClient

extension Connection {
  /// Reads by `body` and sees to it that what its snapshot shows was there all the while.
  ///
  /// A snapshot does not hold everything: rows that TRUNCATE removes are gone for everybody, and a
  /// table that took another's name, or a view that was refreshed, has no row that an older
  /// snapshot sees. What a bureau loads anew in one of these ways would look empty.
  ///
  /// - Throws: `StoreError` of kind `replacedInput`; the same run may end otherwise the next time.
  borrowing func whileInputStays<Whole>(_ body: () throws -> Whole) throws -> Whole {
    let files = try run(.inputFiles)[0].text("files")
    let result = Swift.Result { try body() }
    // Also where something went wrong: that may be no more than what is missing.
    let isTheSame = try? run(.inputFiles)[0].text("files") == files
    guard isTheSame ?? true else {
      throw StoreError(
        .replacedInput,
        "a table of intake or reference was emptied, rewritten or exchanged while it was read",
        hint: "load the input before the run, or row by row instead of emptying tables")
    }
    return try result.get()
  }
}
