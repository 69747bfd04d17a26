internal import PostgresClient

extension StoreError {
  /// A full disk in an operator's words: the tablespace, and where it lies.
  ///
  /// The server's message names a file only. Asked over a new connection, because the one that
  /// failed may be in a transaction that is over.
  ///
  /// - Returns: nil where the file tells no tablespace, or the server does not answer.
  init?(fullDisk error: PostgresError, behind settings: ConnectionSettings) {
    guard let connection = try? Connection(settings.named("disk")),
      let found = try? connection.run(.findTablespace, [.text(error.message)]).first,
      let name = try? found.text("name"), let location = try? found.text("location")
    else { return nil }
    self.init(
      .fullDisk,
      Words(
        "表空间 \(name)(\(location))已满:\(error.message)",
        "the tablespace \(name) (\(location)) is full: \(error.message)"),
      hint: Words(
        "请腾出空间后重新运行:原发布不变,本次运行已写的内容已清除",
        "make room there and run again: the old publication stands, and what this run had "
          + "written is gone"))
  }
}
