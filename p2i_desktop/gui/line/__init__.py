"""Line entry: a grid in which many consultations are typed or pasted at once."""
