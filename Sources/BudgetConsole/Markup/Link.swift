#if Console
/// A place within the console: a path and what is asked of it. It cannot lead anywhere else.
struct Link: Hashable, Sendable {
  /// The path and the query, every part of it percent-encoded.
  let text: String

  /// - Parameter steps: The parts of the path, not encoded yet.
  /// - Parameter query: What is asked, not encoded yet; what is nil is left out.
  init(_ steps: [String], _ query: [(name: String, value: String?)] = []) {
    let asked = query.compactMap { name, value in
      value.map { percentEncoded(name) + "=" + percentEncoded($0) }
    }
    text =
      "/" + steps.map(percentEncoded).joined(separator: "/")
      + (asked.isEmpty ? "" : "?" + asked.joined(separator: "&"))
  }
}

/// Everything but what RFC 3986, section 2.3, calls unreserved is encoded.
private func percentEncoded(_ text: String) -> String {
  let digits = Array("0123456789ABCDEF".unicodeScalars)
  var encoded = String.UnicodeScalarView()
  for byte in text.utf8 {
    let scalar = Unicode.Scalar(byte)
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~": encoded.append(scalar)
    default: encoded.append(contentsOf: ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }
  }
  return String(encoded)
}

extension Link {
  static let years = Link([])
  static let anomalies = Link(["anomalies"])
  static let runs = Link(["runs"])
  static let login = Link(["login"])
  static let logout = Link(["logout"])
  static let reruns = Link(["reruns"])
  static let style = Link(["style.css"])

  static func anomaly(_ id: Int64) -> Link { Link(["anomalies", "\(id)"]) }
  static func answer(_ id: Int64) -> Link { Link(["anomalies", "\(id)", "answer"]) }
  static func run(_ id: Int64) -> Link { Link(["runs", "\(id)"]) }
  static func year(_ year: Int, unit: String? = nil) -> Link {
    Link(["years", "\(year)"], [("unit", unit)])
  }
}
#endif
