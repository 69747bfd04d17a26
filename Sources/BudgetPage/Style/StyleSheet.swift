/// The one style sheet of the page, and the digest by which the page's policy lets nothing else in.
package struct StyleSheet: Sendable {
  /// The sheet as it stands in the page.
  package let text = String(decoding: PackageResources.page_css, as: UTF8.self)

  package init() {}

  /// SHA-256 of the text, Base64; a test holds the two together.
  static let digest = "2Cdx/dO0+sKul9g75AjvSkKQ+1FrhJIacpaA+9rqbhs="

  /// No script, no request, no form, no style but this one.
  ///
  /// Source: Content Security Policy Level 3.
  static let policy =
    "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'"
}
