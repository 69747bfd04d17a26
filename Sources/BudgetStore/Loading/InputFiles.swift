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
    let result: Whole
    do {
      result = try body()
    } catch {
      // What went wrong may be no more than what is missing.
      if let now = try? run(.inputFiles)[0].text("files"), now != files {
        throw StoreError.replacedInput
      }
      throw error
    }
    guard try run(.inputFiles)[0].text("files") == files else { throw StoreError.replacedInput }
    return result
  }
}

extension StoreError {
  fileprivate static let replacedInput = StoreError(
    .replacedInput,
    Words(
      "读取期间 intake 或 reference 的表被清空、重写或换掉",
      "a table of intake or reference was emptied, rewritten or exchanged while it was read"),
    hint: Words(
      "请在运行之前装入数据,或逐行更新而不清空表",
      "load the input before the run, or row by row instead of emptying tables"))
}
