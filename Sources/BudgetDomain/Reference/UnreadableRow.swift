/// A row of one of the bureau's lists of subjects whose code cannot be read, so that nothing is
/// looked up by it.
public struct UnreadableRow: Hashable, Sendable {
  /// A list that names codes; the raw value is its table.
  public enum List: String, Sendable {
    /// Functional subjects.
    case functional = "functional_subject"
    /// Economic classes.
    case economic = "economic_subject"
    /// Other spellings of names.
    case alias = "subject_alias"
  }

  /// The list.
  public let list: List
  /// What stands in the place of the code.
  public let text: String
  /// The fund, or the spelling, that the row is about; nil where its list has neither.
  public let about: String?
  /// The years for which the row is meant.
  public let validity: Validity

  /// Records a row.
  public init(list: List, text: String, about: String?, validity: Validity) {
    self.list = list
    self.text = text
    self.about = about
    self.validity = validity
  }
}
