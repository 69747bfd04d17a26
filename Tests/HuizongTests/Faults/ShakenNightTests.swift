import BudgetTestSupport
import Testing

/// Whatever becomes of a night: readers see one publication, whole, and the next night is normal.
///
/// The tests share a district, so they come one after the other.
@Suite(.database, .serialized) enum ShakenNightTests {}
