"""Parts of the window that know no deck: they are told what to show and say what was done."""
