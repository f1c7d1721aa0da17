//! Charts of real indexes, and of what no publisher should ever print.
