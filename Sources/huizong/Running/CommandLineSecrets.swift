import Foundation

/// Takes the passwords of connection strings out of what `ps` shows everybody on the machine.
///
/// A password belongs in `.pgpass`, a service file or `PGPASSWORD`; where one stands on the command
/// line all the same, it is seen only until the program has begun.
enum CommandLineSecrets {
  /// Overwrites the passwords in the memory that the kernel shows as the command line; call it when
  /// the arguments have been read. Source: proc(5), fields 48 and 49 of /proc/PID/stat.
  static func hide() {
    guard let stat = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
      let name = stat.lastIndex(of: ")")
    else { return }
    // The first field after the name, which may hold anything, is the third.
    let fields = stat[stat.index(after: name)...].split(separator: " ")
    guard fields.count > 46, let start = UInt(fields[45]), let end = UInt(fields[46]), start < end,
      let memory = UnsafeMutablePointer<UInt8>(bitPattern: start)
    else { return }
    let bytes = UnsafeMutableBufferPointer(start: memory, count: Int(end - start))
    for range in secrets(in: Array(bytes)) {
      for index in range { bytes[index] = UInt8(ascii: "*") }
    }
  }

  /// The argument with asterisks in the place of its passwords.
  static func masked(_ argument: String) -> String {
    var bytes = Array(argument.utf8)
    for range in secrets(in: bytes) {
      for index in range { bytes[index] = UInt8(ascii: "*") }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Where passwords stand, in arguments with zero bytes between them: in the value of what ends
  /// with `password`, and between the user and the host of a URI.
  ///
  /// Read as libpq reads it, whose grammar is larger than its examples. Source: the functions
  /// `conninfo_parse` and `conninfo_uri_parse_options` in fe-connect.c of PostgreSQL 15.
  static func secrets(in bytes: [UInt8]) -> [Range<Int>] {
    bytes.split(separator: 0).flatMap { argument in
      let values = isURI(argument) ? parameters(in: argument) : keyWords(in: argument)
      return values + userPasswords(in: argument)
    }
  }

  private static func isURI(_ argument: ArraySlice<UInt8>) -> Bool {
    var text = argument
    if text.starts(with: "--".utf8), let equals = text.firstIndex(of: UInt8(ascii: "=")) {
      text = text[(equals + 1)...]
    }
    return ["postgres://", "postgresql://"].contains { text.starts(with: $0.utf8) }
  }

  /// The values of the parameters of a URI, whose names may be written with `%70` and its kin.
  private static func parameters(in argument: ArraySlice<UInt8>) -> [Range<Int>] {
    argument.indices.compactMap { index in
      guard "?&".utf8.contains(argument[index]) else { return nil }
      let rest = argument[(index + 1)...]
      guard let equals = rest.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      let name = String(decoding: rest[..<equals], as: UTF8.self)
      guard (name.removingPercentEncoding ?? name).hasSuffix("password") else { return nil }
      let value = rest[(equals + 1)...]
      return equals + 1..<(value.firstIndex(of: UInt8(ascii: "&")) ?? value.endIndex)
    }
  }

  /// The values of key words, which may have blanks around the sign before them.
  private static func keyWords(in argument: ArraySlice<UInt8>) -> [Range<Int>] {
    let word = Array("password".utf8)
    return argument.indices.compactMap { index in
      let rest = argument[index...]
      guard rest.starts(with: word) else { return nil }
      let sign = rest.dropFirst(word.count).drop(while: isBlank)
      guard sign.first == UInt8(ascii: "=") else { return nil }
      return value(in: sign.dropFirst().drop(while: isBlank))
    }
  }

  /// In quotes up to the next one, else up to a blank; a backslash keeps either from being the end.
  private static func value(in text: ArraySlice<UInt8>) -> Range<Int> {
    let isQuoted = text.first == UInt8(ascii: "'")
    let start = text.startIndex + (isQuoted ? 1 : 0)
    var end = start
    while end < text.endIndex {
      let isEnd = isQuoted ? text[end] == UInt8(ascii: "'") : isBlank(text[end])
      if isEnd { break }
      end += text[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return start..<min(end, text.endIndex)
  }

  /// A password may hold the sign before the host unescaped, so the last one counts.
  private static func userPasswords(in argument: ArraySlice<UInt8>) -> [Range<Int>] {
    let scheme = Array("://".utf8)
    return argument.indices.compactMap { index in
      guard argument[index...].starts(with: scheme) else { return nil }
      let rest = argument[(index + scheme.count)...]
      let authority = rest.prefix { $0 != UInt8(ascii: "/") }
      guard let host = authority.lastIndex(of: UInt8(ascii: "@")),
        let colon = authority[..<host].firstIndex(of: UInt8(ascii: ":"))
      else { return nil }
      return colon + 1..<host
    }
  }

  /// Whether libpq takes it for a blank: `isspace` of the C locale.
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
  }
}
