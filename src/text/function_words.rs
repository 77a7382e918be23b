//! Words that hold sentences together and say nothing of their matter.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Articles, pronouns, prepositions, conjunctions, auxiliaries and adverbs of degree, folded.
const WORDS: &str = "a about above across after again against all almost along already also although always am among an and \
    another any anybody anyone anything are aren't around as at away back be became because become becomes been before \
    behind being below between both but by can can't cannot come could couldn't did didn't do does doesn't doing don't done \
    down during each either else enough even ever every everybody everyone everything few for from further get gets getting \
    give given go goes going gone got had hadn't has hasn't have haven't having he he'd he'll he's her here hers herself him \
    himself his how however i i'd i'll i'm i've if in indeed instead into is isn't it it's its itself just keep kept last \
    least less let like made make makes making many may maybe me might mine more most much must my myself near never next no \
    nobody none nor not nothing now of off often on once one only onto or other others our ours ourselves out over own per \
    perhaps put quite rather really s said same say says shall she she'd she'll she's should shouldn't since so some somebody \
    someone something sometimes soon still such t take taken takes than that that's the their theirs them themselves then \
    there there's these they they'd they'll they're they've thing things this those though three through thus to together \
    told too took toward towards two under until up upon us very was wasn't way we we'd we'll we're we've well went were \
    weren't what whatever when where whether which while who whole whom whose why will with within without won't would \
    wouldn't yet you you'd you'll you're you've your yours yourself yourselves first second new old good great little long \
    year years day days week weeks month months time times today tonight tomorrow yesterday mr mrs ms dr";

static FUNCTION_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| WORDS.split_whitespace().collect());

/// Whether a folded word only holds sentences together: no framing can be told by it.
///
/// ```
/// use framelens::text::is_function_word;
/// assert!(is_function_word("between") && !is_function_word("ceasefire"));
/// ```
pub fn is_function_word(folded: &str) -> bool {
    FUNCTION_WORDS.contains(folded)
}
